// Makes server-rendered pages quicker to use. Everything here also works, more slowly, without it.
import { setUpCharts } from "./load-charts";
import { setUpEvidence } from "./evidence";
import { setUpPanel } from "./panel";
import { setUpPreferences } from "./preferences";
import { setUpProgress } from "./progress";
import { setUpReview } from "./review";
import { onPageChange, setUpSwap } from "./swap";

document.documentElement.classList.add("scripted");

setUpPreferences();
setUpSwap();
setUpPanel();
setUpReview();
for (const perPage of [setUpCharts, setUpEvidence, setUpProgress]) {
  perPage();
  onPageChange(perPage);
}
