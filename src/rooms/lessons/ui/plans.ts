/** The screens of plans: one chunk. */
export { PlanForms } from './plan-forms.tsx';
export { PlanList } from './plan-list.tsx';
export { PlanRulesScreen } from './plan-rules.tsx';
export { PlanShared, RegionPlans } from './plan-shared.tsx';
export { PlanNewScreen, PlanScreen } from './plan-screen.tsx';
export { PlanYear } from './plan-year.tsx';
