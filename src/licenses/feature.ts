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

const runs = ({ house }: Start): Runs => ({
  tasks: [{ name: 'licences', run: async (now) => void (await lookAtLicenses(house, now)) }],
});

export const licenses: Feature = {
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
