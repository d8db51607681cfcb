import type { StepTold, VisitOutcome } from './run-visit.js';

/** One JSON line of a step: everything it found out except the words for people. */
export const jsonLine = ({ step, facts }: StepTold): string => {
  const { zh: _zh, en: _en, ...rest } = facts;
  return JSON.stringify({ step: step.name, ...rest });
};

/** One step for people, in both languages. */
export const textLine = ({ step, facts }: StepTold, no: number): string =>
  [`${String(no).padStart(2)}. ${step.zh} ${step.en}`, ...new Set([facts.zh, facts.en])].join('\n    ');

/** The last JSON line of a visit, in exactly this form. */
export const outcomeLine = ({ state, trialBalanceFen, steps }: VisitOutcome): string =>
  JSON.stringify({ state, trialBalanceFen, steps });

export const outcomeText = ({ state, trialBalanceFen, steps }: VisitOutcome): string =>
  `\n${state} · 试算平衡 trial balance ${trialBalanceFen} · ${steps} 步 steps`;
