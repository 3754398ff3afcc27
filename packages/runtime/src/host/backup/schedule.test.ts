import { describe, expect, it } from 'vitest'
import type { BackupMade } from '../../backup-contract.ts'
import { backupStateOf, type BackupSetting } from './schedule.ts'

const made = (day: string): BackupMade => ({ at: `${day}T09:00:00Z`, day, by: 'Chen', borrowers: 1, events: 1, bytes: 1, sha256: '' })
const setting = (change: Partial<BackupSetting> = {}): BackupSetting => ({ everyDays: 7, last: made('2025-03-10'), latestDay: null, putOffOn: null, ...change })

describe('a backup is due', () => {
  it.each([
    ['2025-03-10', false],
    ['2025-03-16', false],
    ['2025-03-17', true],
    ['2025-04-30', true],
  ])('on %s: %s, seven days after the last', (today, due) => {
    expect(backupStateOf(setting(), today, true)).toMatchObject({ due, remind: due, dueOn: '2025-03-17' })
  })

  it('at once where none was made, never of an empty book or without a schedule', () => {
    expect(backupStateOf(setting({ last: null }), '2025-03-20', true)).toMatchObject({ due: true, dueOn: '2025-03-20' })
    expect(backupStateOf(setting({ last: null }), '2025-03-20', false)).toMatchObject({ due: false, dueOn: null })
    expect(backupStateOf(setting({ everyDays: 0 }), '2026-03-20', true)).toMatchObject({ due: false, dueOn: null })
  })

  it('and reminds once a day: put off, it is silent until the next', () => {
    expect(backupStateOf(setting({ putOffOn: '2025-03-20' }), '2025-03-20', true)).toMatchObject({ due: true, remind: false })
    expect(backupStateOf(setting({ putOffOn: '2025-03-20' }), '2025-03-21', true)).toMatchObject({ due: true, remind: true })
  })

  it('all the same with a clock set back: before the last backup, or before a day that was seen', () => {
    expect(backupStateOf(setting(), '2024-12-01', true)).toMatchObject({ remind: true })
    expect(backupStateOf(setting({ latestDay: '2025-03-18' }), '2025-03-12', true)).toMatchObject({ remind: true })
    expect(backupStateOf(setting({ latestDay: '2025-03-14' }), '2025-03-12', true)).toMatchObject({ remind: false })
  })
})
