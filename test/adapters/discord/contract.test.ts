import { discord } from '../../../adapters/discord/platform.ts';
import { surfaceContract } from '../contract.ts';
import { outboundContract } from '../outbound.ts';
import { discordDriver } from './driver.ts';
import { discordOutbound } from './outbound.ts';

surfaceContract('Discord over the gateway', discord.can, () => discordDriver('gateway'));
surfaceContract('Discord over HTTP', discord.can, () => discordDriver('http'));
outboundContract('Discord over the gateway', discord.can, () => discordOutbound('gateway'));
outboundContract('Discord over HTTP', discord.can, () => discordOutbound('http'));
