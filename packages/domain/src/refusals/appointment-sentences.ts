import type { AppointmentRefusal } from './appointment-refusals.js';
import type { Sentence } from './sentence.js';

/** Those that orders say in the same words. */
type SaidByOrders = 'IllegalTransition' | 'NotForThisRole' | 'ReasonRequired' | 'TooFarAhead';

/** What is said when a seat of a clinic cannot be booked, or something about an appointment cannot be done. */
export const appointmentSentences: Record<Exclude<AppointmentRefusal['type'], SaidByOrders>, Sentence> = {
  AlreadyBooked: {
    zh: '就诊人当天已经有这位医生的号，请勿重复预约。',
    en: 'The patient has an appointment with this doctor on that day already.',
  },
  AttendanceUnknown: {
    zh: '这家医院不上报到诊情况，不能由系统判定爽约，请向医院核实。',
    en: 'This clinic does not report who came; ask it before anybody is marked as a no-show.',
  },
  BookingClosed: {
    zh: '这一场已停止预约（见 closedAt），请选择其他场次。',
    en: 'Booking for this session has closed (see closedAt); choose another one.',
  },
  BookingLocked: {
    zh: '因多次爽约，暂时不能预约，恢复时间见 until；如有疑问请联系客服。',
    en: 'After several no-shows this person cannot book until the instant in until; call us if that is wrong.',
  },
  ClinicMayStillAnswer: {
    zh: '医院还可能答复（见 until），请到时再处理。',
    en: 'The clinic may still answer (see until); wait until then.',
  },
  ClinicNotAsked: {
    zh: '还没有向医院核实，请先问清医院是否有这条预约。',
    en: 'Nobody has asked the clinic yet; ask whether it has this appointment first.',
  },
  ClinicRecordMissing: {
    zh: '请填写医院的预约记录号，再确认。',
    en: 'Give the number under which the clinic has the appointment, then confirm.',
  },
  DayNotOver: {
    zh: '当天的门诊还没有结束，请到时再操作。',
    en: 'The day of the visit is not over yet; do it then.',
  },
  GraceNotOver: {
    zh: '等候时间未满（见 until），请到时再标记爽约。',
    en: 'The patient may still come (see until); mark the no-show after that.',
  },
  HoldExpired: {
    zh: '锁号时间已过，号源已放回，请重新预约。',
    en: 'The seat was held until the instant given and is free again; book once more.',
  },
  NoSeatLeft: {
    zh: '号源已约满，请选择其他场次。',
    en: 'No seat is left; choose another session.',
  },
  NotOnSite: {
    zh: '请到医院后再取号：打开手机定位，或在窗口取号。',
    en: 'Take the number when you are at the clinic: let the phone tell where it is, or ask at the desk.',
  },
  NotTheDay: {
    zh: '请在就诊当天（visitOn）取号。',
    en: 'The number is taken on the day of the visit (visitOn).',
  },
  OutsideBookingHours: {
    zh: '现在不在预约时段内，请在开放时段再来。',
    en: 'Booking is closed at this hour; come back when it is open.',
  },
  SameSeat: {
    zh: '改期后的场次与原来相同，请选择其他场次。',
    en: 'That is the session it is in already; choose another one.',
  },
  SecondPersonNeeded: {
    zh: '作废需要两位管理员：请先由一位提出，再由另一位同意；其间预约有变化的，请重新提出。',
    en: 'Two administrators void an appointment: one proposes it, another agrees. If it has changed since, propose it again.',
  },
  SessionNotOpen: {
    zh: '这一场还没有放号或已停诊；放号时间见 opensAt，请到时再来或选择其他场次。',
    en: 'This session is not on sale (see opensAt, if it will be); come back then or choose another one.',
  },
  VisitsOverlap: {
    zh: '就诊人这段时间已有其他就诊预约（时间见 otherStartsAt 至 otherEndsAt，合作方不可见），请选择不重叠的时间，或先取消那一次。',
    en: 'The patient is with another doctor then (otherStartsAt to otherEndsAt, which partners are not told); choose another time, or cancel that appointment first.',
  },
  TooManyDepartments: {
    zh: '就诊人当天预约的科室已达上限（limit），请换一天。',
    en: 'The patient has appointments in as many departments that day as allowed (limit); choose another day.',
  },
  WrongPolicyNumber: {
    zh: '规则有误：at 处的数字（或行数）应为 least 到 most 之间的整数（原因见 why），请改正后再发布。',
    en: 'The number, or the length of the list, at the place that at names must be whole and between least and most (why says what is wrong); mend that, then publish.',
  },
  SystemNotMoved: {
    zh: '这家医院使用自己的预约系统，不能直接改期：请先取消，再预约新的场次。',
    en: 'This clinic keeps appointments in a system of its own and cannot move them; cancel this one, then book another session.',
  },
};
