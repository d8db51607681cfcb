export type { Act } from '../shared/act.js';
