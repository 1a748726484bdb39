import { getMessages, getWorkCounts } from '@banyan/api-client';
import { computed } from 'vue';
import { useLive } from '../../staff/live.ts';
import { may } from '../../staff/session.ts';

/** What waits at this desk, for the frame: open duties and unread messages, asked every 30 seconds. Null while unknown. */
export function useDeskPulse() {
  const counts = useLive(
    (signal) => getWorkCounts({ signal }),
    30,
    () => may('case.read'),
  );
  const messages = useLive((signal) => getMessages(null, { signal }), 30);
  return {
    duties: computed(() => counts.data.value?.total ?? null),
    overdue: computed(() => counts.data.value?.overdue ?? 0),
    unread: computed(() => messages.data.value?.unread ?? null),
    reload: () => Promise.all([counts.reload(), messages.reload()]),
  };
}
