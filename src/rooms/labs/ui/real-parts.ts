/** What only work with real apparatus needs: the programme's works, what lies ready for them, and the briefing. */
export { findReal, realTitles } from '../model/real/real-lab.ts';
export { Briefing } from './briefing.tsx';
export { Kit } from './kit.tsx';
export { realLabWords } from './real-say.ts';
