/** The screens of plans: one chunk. */
export { PlanList } from './plan-list.tsx';
export { PlanNewScreen, PlanScreen } from './plan-screen.tsx';
