// Pages work without this. With it: counts of words while typing, one press of a button sends a form once, and schools are
// suggested.
import { initAll } from '{{components}}';
import '{{suggestions}}';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
