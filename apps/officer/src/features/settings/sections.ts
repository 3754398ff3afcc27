/**
 * The sections of the settings, in the order of their index. Each is a page of its own at `#/settings/<id>`, fetched when
 * it is opened. To add one: the page in `features/<area>/` (no heading of the first level: it gets its title from here),
 * its title and one sentence in `messages/<language>/settings.json`, its entry here, and a step in the walk of `e2e/accessibility.e2e.ts`.
 */
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole'
import Palette from '@lucide/svelte/icons/palette'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import ShieldCheck from '@lucide/svelte/icons/shield-check'
import TabletSmartphone from '@lucide/svelte/icons/tablet-smartphone'
import UsersRound from '@lucide/svelte/icons/users-round'
import { m } from '../../paraglide/messages.js'
import type { Section } from '../../shell/section.ts'

export const SECTIONS: readonly Section[] = [
  {
    id: 'look',
    title: m.settings_look,
    text: m.settings_look_text,
    Icon: Palette,
    practice: true,
    load: () => import('../look/look-section.svelte'),
  },
  {
    id: 'people',
    title: m.settings_people,
    text: m.settings_people_text,
    Icon: UsersRound,
    practice: false,
    load: () => import('../people/people-section.svelte'),
  },
  {
    id: 'backup',
    title: m.settings_backup,
    text: m.settings_backup_text,
    Icon: ShieldCheck,
    practice: false,
    load: () => import('../backup/backup-page.svelte'),
  },
  {
    id: 'lock',
    title: m.lock_section_title,
    text: m.lock_section_text,
    Icon: LockKeyhole,
    practice: false,
    load: () => import('./lock-section.svelte'),
  },
  {
    id: 'audit',
    title: m.settings_audit,
    text: m.settings_audit_text,
    Icon: ScrollText,
    practice: true,
    load: () => import('../audit/audit-section.svelte'),
  },
  {
    id: 'device',
    title: m.settings_device,
    text: m.settings_device_text,
    Icon: TabletSmartphone,
    practice: true,
    load: () => import('../device/device-section.svelte'),
  },
]
