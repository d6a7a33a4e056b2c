import { findReal } from '../model/real/real-lab.ts';
import { labs, type ListedLab } from './list.ts';

/** A laboratory, or a work with real apparatus alone. Apart from the list: the programme's works are long, and the bench of a laboratory needs none. */
export function findLab(lab: string): ListedLab | undefined {
  return labs.find((each) => each.lab === lab) ?? findReal(lab);
}

export function hasTask(lab: string, name: string): boolean {
  return findLab(lab)?.tasks.some((each) => each.task === name) ?? false;
}
