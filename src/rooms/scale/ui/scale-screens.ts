export { CalibrationPage } from './calibration-page.tsx';
export { ScaleHome } from './scale-home.tsx';
