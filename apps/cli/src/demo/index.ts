export { moneyFaults } from './money-facts.js';
export { type Network, ServerUnreachable } from './network.js';
export { runVisit, type StepTold, VisitFailed, type VisitOptions, type VisitOutcome } from './run-visit.js';
export { sandboxClock, type VisitClock } from './sandbox.js';
export { failures, type ScenarioName, scenarios } from './scenarios.js';
export { visitStarts } from './visit-times.js';
