export { FormsHere } from './forms-here.tsx';
export { PaperPage } from './paper-page.tsx';
export { PlanPage } from './plan-page.tsx';
