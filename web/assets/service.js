// Pages work without this. With it: counts of words while typing, and one press of a button sends a form once.
import { initAll } from '{{components}}';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
