import { civilDayOf, daysInMonth, weekdayOf } from "./civil-day.ts";
import type { CronSchedule } from "./cron-schedule.ts";

const secondsOfDay = 86_400;

/** A pattern with any day at all has one within 40 years (a weekday's February 29 around 2100). */
const monthsToSearch = 41 * 12;

/**
 * The first wall time at or after `from` that the schedule names, as a clock without any zone
 * would show it, in seconds since 1970; null where there is none in 40 years.
 */
export function nextWallTime(schedule: CronSchedule, from: number): number | null {
  const today = Math.floor(from / secondsOfDay);
  const day = nextDay(schedule, today);
  if (day === null) return null;
  if (day > today) return day * secondsOfDay + nextTimeOfDay(schedule, 0);
  const time = nextTimeOfDay(schedule, from - today * secondsOfDay);
  if (time >= 0) return day * secondsOfDay + time;
  const later = nextDay(schedule, today + 1);
  return later === null ? null : later * secondsOfDay + nextTimeOfDay(schedule, 0);
}

/** The first second of the day at or after `from`; -1 where the day has no more. */
function nextTimeOfDay(schedule: CronSchedule, from: number): number {
  const { secondsLow, secondsHigh, minutesLow, minutesHigh, hours } = schedule;
  const hour = Math.floor(from / 3_600);
  const minute = Math.floor(from / 60) % 60;
  if ((hours & (1 << hour)) !== 0) {
    if (nextOfSixty(minutesLow, minutesHigh, minute) === minute) {
      const second = nextOfSixty(secondsLow, secondsHigh, from % 60);
      if (second >= 0) return hour * 3_600 + minute * 60 + second;
    }
    const later = nextOfSixty(minutesLow, minutesHigh, minute + 1);
    if (later >= 0) return hour * 3_600 + later * 60 + nextOfSixty(secondsLow, secondsHigh, 0);
  }
  const laterHour = nextBit(hours, hour + 1);
  if (laterHour < 0) return -1;
  const firstMinute = nextOfSixty(minutesLow, minutesHigh, 0);
  return laterHour * 3_600 + firstMinute * 60 + nextOfSixty(secondsLow, secondsHigh, 0);
}

/** The first value of 0-59 at or after `from`, -1 where there is none. */
function nextOfSixty(low: number, high: number, from: number): number {
  const found = from < 30 ? nextBit(low, from) : -1;
  if (found >= 0) return found;
  const above = nextBit(high, Math.max(0, from - 30));
  return above < 0 ? -1 : above + 30;
}

function nextBit(bits: number, from: number): number {
  if (from > 30) return -1;
  const rest = bits & (-1 << from);
  return rest === 0 ? -1 : lowestBit(rest);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** The first day number at or after `from` that fits. */
function nextDay(schedule: CronSchedule, from: number): number | null {
  if (schedule.everyDay) return from;
  let { year, month, day } = civilDayOf(from);
  let start = from - day + 1;
  for (let count = 0; count <= monthsToSearch; count += 1) {
    const length = daysInMonth(year, month);
    if ((schedule.months & (1 << (month - 1))) !== 0) {
      const fitting = daysThatFit(schedule, weekdayOf(start), length) & (-1 << (day - 1));
      if (fitting !== 0) return start + lowestBit(fitting);
    }
    start += length;
    day = 1;
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return null;
}

/** The days of a month that fit, as bits, by the weekday of its first and its length. */
function daysThatFit(schedule: CronSchedule, firstWeekday: number, length: number): number {
  const whole = length === 31 ? 0x7fff_ffff : (1 << length) - 1;
  const byDay = (schedule.days | (schedule.lastDay ? 1 << (length - 1) : 0)) & whole;
  let byWeekday = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const first = (weekday - firstWeekday + 7) % 7;
    if ((schedule.weekdays & (1 << weekday)) !== 0) byWeekday |= everySeventh << first;
    const nth = schedule.nthWeekdays?.[weekday] ?? 0;
    for (let week = 0; week < 5; week += 1) {
      const day = first + 7 * week;
      const last = day < length && day + 7 >= length && (nth & 32) !== 0;
      if (day < length && (last || (nth & (1 << week)) !== 0)) byWeekday |= 1 << day;
    }
  }
  byWeekday &= whole;
  return schedule.bothDays ? byDay & byWeekday : byDay | byWeekday;
}

/** Bits 0, 7, 14, 21 and 28. */
const everySeventh = 0x1020_4081;
