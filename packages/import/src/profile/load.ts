/** JSON → a profile, or what is wrong with it. */
import * as v from 'valibot'
import { cut } from '../problem.ts'
import { ProfileSchema, type TableProfile } from './schema.ts'

export interface ProfileIssue {
  readonly code: 'bad-profile'
  /** `months.0.balance`; empty for the profile as a whole. */
  readonly path: string
  readonly expected: string
  readonly got: string
}

export type ProfileResult =
  | { readonly ok: true; readonly profile: TableProfile }
  | { readonly ok: false; readonly issues: readonly ProfileIssue[] }

export function loadProfile(json: unknown): ProfileResult {
  const result = v.safeParse(ProfileSchema, json)
  if (result.success) return { ok: true, profile: result.output }
  return {
    ok: false,
    issues: result.issues.map(issue => ({
      code: 'bad-profile',
      path: v.getDotPath(issue) ?? '',
      expected: issue.expected ?? issue.message,
      got: cut(issue.received),
    })),
  }
}
