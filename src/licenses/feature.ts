import type { Filter } from '../clients/filter.ts';
import { stageOf } from '../clients/gates.ts';
import type { PagePosition } from '../clients/reads/page.ts';
import { step } from '../clients/steps.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { askDeed, askPayer, askRenewal, doDeed, moveForm, openMove, setPayer, setRenewal } from './commands/asks.ts';
import { againMany, manyForm, openBulk, openMany, pickSome, runMany, stopMany } from './commands/bulk.ts';
import { backToCard, openCard } from './commands/card.ts';
import { contractAgain, contractForm, openContract, openRenew, renewForm } from './commands/contract.ts';
import { downloadAll, downloadOne, openHistory, turnHistory } from './commands/history.ts';
import {
  askCancel,
  buyForm,
  doCancel,
  editForm,
  giveForm,
  licensesCommand,
  openBuy,
  openEdit,
  openGive,
  openPackage,
  turnList,
  turnPackage,
} from './commands/packages.ts';
import { openRegister, registerForm } from './commands/register.ts';
import { lookAtLicenses } from './service/clock.ts';
import { expiredLicense } from './topics.ts';

const runs = ({ house }: Start): Runs => ({
  tasks: [{ name: 'licences', run: async (now) => void (await lookAtLicenses(house, now)) }],
});

const clientSteps = [
  step(openContract, {
    at: 80,
    act: 'contract',
    label: (w) => w.licenses.contract,
    style: (client) =>
      stageOf(client.standing) === 'connected' && client.agreedPayer !== 'client' ? 'primary' : undefined,
    when: ({ plan }) => plan === '',
    row: true,
  }),
  step(openRenew, {
    at: 65,
    act: 'renew',
    label: (w) => w.licenses.renew,
    style: () => 'primary',
    when: ({ standing }) => standing.license === 'expiring' || standing.license === 'expired',
  }),
  step(openRegister, {
    at: 90,
    act: 'register',
    label: (w) => w.licenses.register,
    style: ({ agreedPayer }) => (agreedPayer === 'client' ? 'primary' : undefined),
    when: ({ plan }) => plan === '',
  }),
  step(openCard, { at: 100, label: (w) => w.licenses.openCard, when: ({ license }) => license !== null, aside: true }),
  step(openHistory, {
    at: 110,
    label: (w) => w.licenses.history,
    when: ({ license }) => license !== null,
    aside: true,
  }),
];
const listContract = {
  permission: openBulk.permission,
  many: (filter: Filter, place: PagePosition = {}) => openBulk.press({ ...filter, ...place }),
};

export const licenses: Feature = {
  gives: { clientSteps, listContract: [listContract], topics: [expiredLicense] },
  runs,
  commands: [licensesCommand],
  actions: [
    openCard,
    backToCard,
    openContract,
    contractAgain,
    openRenew,
    openRegister,
    askDeed,
    doDeed,
    askPayer,
    setPayer,
    askRenewal,
    setRenewal,
    openMove,
    openHistory,
    turnHistory,
    downloadOne,
    downloadAll,
    turnList,
    openPackage,
    turnPackage,
    openBuy,
    openEdit,
    askCancel,
    doCancel,
    openGive,
    openBulk,
    pickSome,
    stopMany,
    openMany,
    againMany,
    runMany,
  ],
  forms: [contractForm, renewForm, registerForm, moveForm, buyForm, editForm, giveForm, manyForm],
};
