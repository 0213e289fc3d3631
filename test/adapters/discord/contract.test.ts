import { surfaceContract } from '../contract.ts';
import { discordDriver } from './driver.ts';

surfaceContract('Discord over the gateway', () => discordDriver('gateway'));
surfaceContract('Discord over HTTP', () => discordDriver('http'));
