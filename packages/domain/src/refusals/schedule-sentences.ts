import type { MoveRefused } from '../shared/machine.js';
import type { ScheduleRefusal } from './schedule-refusals.js';
import type { Sentence } from './sentence.js';

/** What every machine and every version says is said with the orders. */
type SaidElsewhere = MoveRefused<string, string>['type'] | 'StaleVersion';

/** What is said when something about a schedule or a clinic session cannot be done. */
export const scheduleSentences: Record<Exclude<ScheduleRefusal['type'], SaidElsewhere>, Sentence> = {
  CapacityBelowSold: {
    zh: '号数不能少于已占用的号（见 sold），且至少为 1；请改大一些。',
    en: 'The capacity is at least 1 and at least what is taken (see sold); choose a higher number.',
  },
  ClinicSessionOver: {
    zh: '这次出诊已经结束，不能恢复；如需补诊，请另排一次出诊。',
    en: 'This clinic session is over and cannot be resumed; plan another one instead.',
  },
  DatesOutOfRange: {
    zh: '日期只能在 earliest 到 latest 之间；请改正年份。',
    en: 'Dates are taken from earliest to latest alone; correct the year.',
  },
  DatesUnfit: {
    zh: '结束日期要晚于开始日期，且一次最多 mostDays 天；请重新选择日期。',
    en: 'The last date must come after the first, and at most mostDays days are taken at once; choose the dates again.',
  },
  DoctorOccupied: {
    zh: '这位医生这段时间已有出诊，请换时间，或先处理已有的出诊。',
    en: 'The doctor has another session at that time; choose another time or deal with that session first.',
  },
  EmptySession: {
    zh: '出诊的结束时间必须晚于开始时间，且不能跨天；请改正时间。',
    en: 'A session ends after it begins and on the same day; correct its times.',
  },
  ExceptionThere: {
    zh: '这一天这个时间已有例外，请先移除原来的例外。',
    en: 'There is an exception for that date and time already; remove that one first.',
  },
  NoSeats: {
    zh: '这样排没有号源，请调整号数或每号的时长。',
    en: 'There would be no seats; change the number of seats or the minutes of each.',
  },
  NothingToExcept: {
    zh: '这一天（见 date）这个时间没有可停或可改的出诊，请刷新后重选，或先移除这条例外。',
    en: 'On that date there is no session at that time to cancel or change; choose again, or remove this exception.',
  },
  NotOfHospital: {
    zh: '所选的科室、医生或诊室（见 what）不属于这家医院，请刷新后重新选择。',
    en: 'The department, doctor or room (see what) does not belong to this hospital; reload and choose again.',
  },
  NotYetReleased: {
    zh: '还没到放号时间（见 releaseAt），请到时再试。',
    en: 'The seats are not released before releaseAt; try again then.',
  },
  OverlappingSessions: {
    zh: '同一天有两次出诊时间重叠，请调整其中一次。',
    en: 'Two sessions of one day overlap; change one of them.',
  },
  ReleaseAfterStart: {
    zh: '放号时间（见 releaseAt）晚于出诊开始，请把放号提前。',
    en: 'The seats would be released after the session has begun (see releaseAt); release them earlier.',
  },
  ReleaseInPast: {
    zh: '放号时间（见 releaseAt）已经过去，请改为发布即放号，或选更晚的日期。',
    en: 'The release is in the past (see releaseAt); release at publication instead, or choose later dates.',
  },
  RepeatedWallTime: {
    zh: '这一天时钟回拨，这个时间会出现两次；请换一个时间。',
    en: 'The clocks go back that day and show this time twice; choose another time.',
  },
  RoomOccupied: {
    zh: '这间诊室这段时间已有出诊，请换诊室或换时间。',
    en: 'The room has another session at that time; choose another room or time.',
  },
  ScheduleBlocked: {
    zh: '有冲突或已来不及发布的出诊，本次一个都没有发布；请看预览，处理后再发布。',
    en: 'Some sessions collide or come too late, so none was published; look at the preview, mend them and publish again.',
  },
  SeatsHaveTimes: {
    zh: '分时段的号源不能直接改号数；请停掉这次出诊，另排一次。',
    en: 'Seats with times of their own cannot be counted anew; close this session and plan another one.',
  },
  SessionBegun: {
    zh: '出诊已经开始，不能再发布；请选更晚的出诊。',
    en: 'The session has begun and cannot be published; choose a later one.',
  },
  SessionNotOver: {
    zh: '出诊还没有结束（见 endsAt），请结束后再关闭。',
    en: 'The session is not over before endsAt; close it then.',
  },
  SkippedWallTime: {
    zh: '这一天时钟拨快，这个时间不存在；请换一个时间。',
    en: 'The clocks skip this time that day; choose another time.',
  },
  UnknownZone: {
    zh: '医院的时区无法识别，请联系管理员改正城市资料。',
    en: 'The zone of the hospital is unknown; ask an administrator to correct the city.',
  },
};
