import { exportCase } from '../store/export-case.ts';
import { caseRoute } from './case-route.ts';
import type { PageGroup } from './staff-route.ts';

/** All that is kept of a case, for somebody who asks what is held about them (UK GDPR, article 15). */
export const exportPages: PageGroup = ({ records }) => [
  caseRoute(
    { records },
    {
      path: '/export',
      action: 'export-case',
      async get({ file, at }) {
        const { reference, person } = file.case;
        const body = JSON.stringify(await exportCase(records, { reference, person }, at), undefined, 2);
        return { download: `case-${reference}.json`, type: 'application/json', body };
      },
    },
  ),
];
