/** The screens of plans: one chunk. */
export { PlanList } from './plan-list.tsx';
