/** What only the mailbox needs beside the door's own style; without signs that HTML would escape. */
export const MAILBOX_STYLE = `
h1 { margin-bottom: .25rem }
.count { margin-left: auto }
.mail { display: grid; grid-template-columns: minmax(16rem, 23rem) minmax(0, 1fr); border: 1px solid var(--line); border-radius: 8px; background: var(--paper); overflow: hidden; height: calc(100vh - 13rem); min-height: 30rem }
.inbox { border-right: 1px solid var(--line); overflow: auto; display: flex; flex-direction: column }
.inbox ol { list-style: none; margin: 0; padding: 0; flex: 1 }
.inbox li a { display: block; padding: .6rem .9rem; border-bottom: 1px solid var(--line); border-left: 4px solid transparent; color: inherit; text-decoration: none }
.inbox li a:hover { background: var(--ground) }
.inbox li a[aria-current] { background: #e8f0f9; border-left-color: var(--accent) }
.inbox a:focus-visible { outline-offset: -3px }
.line { display: flex; gap: .75rem; justify-content: space-between; align-items: baseline; font-size: .875rem }
.inbox .subject { display: block }
.inbox .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.inbox time { color: var(--quiet); font-size: .8125rem; flex: none }
.pages { display: flex; justify-content: space-between; gap: .5rem; margin: 0; padding: .6rem .9rem; font-size: .875rem }
.reading { display: flex; flex-direction: column; overflow: auto }
.reading header { padding: 1rem 1.25rem .9rem }
.reading h2 { margin: 0; font-size: 1.3rem; line-height: 1.3 } .reading header p { margin: .1rem 0 .6rem; font-size: .9rem }
.reading dl { margin: 0; font-size: .9rem } .reading dl div { display: flex; gap: .5rem } .reading dt { flex: 0 0 8.5rem; color: var(--quiet) } .reading dd { margin: 0; overflow-wrap: anywhere }
.deliveries { list-style: none; margin: .75rem 0 0; padding: 0; font-size: .875rem } .deliveries li { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline }
.views { display: flex; gap: .25rem; padding: 0 1.25rem; border-bottom: 1px solid var(--line) }
.views a { padding: .4rem .8rem; color: var(--quiet); text-decoration: none; border-bottom: 3px solid transparent }
.views a:hover { color: var(--ink) } .views a[aria-current] { color: var(--ink); border-bottom-color: var(--accent) } .views .download { margin-left: auto }
iframe { flex: 1; width: 100%; min-height: 22rem; border: 0; background: #fff }
.reading pre { border: 0; padding: 1rem 1.25rem; flex: 1 } pre.text { font: inherit }
.headers { font-size: .875rem; border: 0 } .headers td { overflow-wrap: anywhere } .headers th { width: 13rem; overflow-wrap: anywhere } .headers th, .headers td { border-width: 0 0 1px } .headers th { background: none; padding-left: 1.25rem; color: var(--quiet); font-weight: 400 }
.hint { margin: auto; padding: 2rem; color: var(--quiet) }
.badge { flex: none; display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .75rem; line-height: 1.6; white-space: nowrap; background: #eaeef3; color: #3c4754 }
.badge.delivered { background: #dff2e4; color: #15592a } .badge.waiting { background: #fdf0d0; color: #6d4a00 }
.badge.bounced, .badge.rejected, .badge.complained { background: #fbe0de; color: #8c1a11 }
@media (max-width: 55rem) { .mail { display: block; height: auto } .inbox { max-height: 19rem; border-right: 0; border-bottom: 1px solid var(--line) } .reading dt { flex-basis: 6rem } }
`;
