export { DesignPage } from './design-page.tsx';
export { FormsRegion } from './forms-region.tsx';
export { MonitoredPage } from './monitored-page.tsx';
export { StudyPage } from './study-page.tsx';
