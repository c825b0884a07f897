import { DashboardOutlined, SettingOutlined, ThunderboltOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { zh } from './words';

/** `needs`: the permission it takes, or any one of several. */
export type Entry = { to: string; word: keyof typeof zh; needs?: string | string[] };
export type Section = Entry & { icon: ReactNode; entries: Entry[] };

/** The first level and its pages, in the order of the loop; an entry shows to who holds its permission. */
export const NAVIGATION: Section[] = [
  { to: '/', word: 'home', icon: <DashboardOutlined />, entries: [] },
  {
    to: '/decisions',
    word: 'decisions',
    icon: <ThunderboltOutlined />,
    entries: [
      { to: '/decisions', word: 'records', needs: 'decision.read' },
      { to: '/policies', word: 'policies', needs: 'policy.read' },
      { to: '/lists', word: 'lists', needs: 'list.read' },
      { to: '/indicators', word: 'indicators', needs: 'indicator.read' },
      { to: '/scenes', word: 'scenes', needs: 'scene.read' },
      { to: '/events', word: 'events', needs: 'event.read' },
    ],
  },
  {
    to: '/system',
    word: 'system',
    icon: <SettingOutlined />,
    entries: [
      { to: '/system/users', word: 'users', needs: 'user.read' },
      { to: '/system/roles', word: 'roles', needs: 'user.read' },
      { to: '/system/keys', word: 'keys', needs: 'key.read' },
      { to: '/system/sessions', word: 'sessions', needs: 'user.read' },
      { to: '/system/journal', word: 'journal', needs: 'journal.read' },
      { to: '/system/jobs', word: 'jobs', needs: 'job.read' },
      { to: '/system/lake', word: 'lake', needs: ['lake.read', 'lake.seal'] },
      { to: '/system/settings', word: 'settings', needs: 'settings.read' },
      { to: '/system/health', word: 'health', needs: ['settings.read', 'metrics.read'] },
    ],
  },
];

/** What a person sees of the navigation: sections that hold nothing for them are left out. */
export function visible(may: (permission: string) => boolean): Section[] {
  const open = (entry: Entry) => !entry.needs || [entry.needs].flat().some(may);
  return NAVIGATION.map((section) => ({ ...section, entries: section.entries.filter(open) })).filter(
    (section) => section.to === '/' || section.entries.length > 0,
  );
}

/** The entry whose page, or a page below it, is open; none for a page outside the navigation. */
export function current(pathname: string): string {
  const entries = NAVIGATION.flatMap((section) => section.entries);
  return (
    entries.find((entry) => pathname === entry.to || pathname.startsWith(`${entry.to}/`))?.to ??
    (pathname === '/' ? '/' : '')
  );
}
