import { slack } from '../../../adapters/slack/platform.ts';
import { slackDriver } from '../../fakes/slack/driver.ts';
import { slackOutbound } from '../../fakes/slack/outbound.ts';
import { surfaceContract } from '../contract.ts';
import { outboundContract } from '../outbound.ts';

surfaceContract('Slack over HTTP', slack.can, () => slackDriver('http'));
surfaceContract('Slack over Socket Mode', slack.can, () => slackDriver('socket'));
outboundContract('Slack over HTTP', slack.can, () => slackOutbound('http'));
outboundContract('Slack over Socket Mode', slack.can, () => slackOutbound('socket'));
