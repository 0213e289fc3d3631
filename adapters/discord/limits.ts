import { ChannelType } from 'discord.js';

/** What Discord takes, in its own words; most of it is checked by no builder. */
export const limits = {
  /** Components of one message, nested ones included. */
  components: 40,
  /** All text displays of one message together; past `textBytes` (with `textOverhead` for each) Discord breaks with a 500. */
  text: 4000,
  textBytes: 10_170,
  textOverhead: 12,
  customId: 100,
  buttonLabel: 80,
  buttonsInRow: 5,
  url: 512,
  options: 25,
  optionText: 100,
  placeholder: 150,
  files: 10,
  fileBytes: 10 * 1024 * 1024,
  /** Of one request, less what the JSON beside the files takes. */
  requestBytes: 24 * 1024 * 1024,
  altText: 1024,
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  fieldHint: 100,
  inputLength: 4000,
  commandOptions: 25,
  /** Of each kind: in the menus of messages, and of people. Five until March 2026, and what every source agrees on. */
  menuEntries: 5,
  menuEntryName: 32,
  commandDescription: 100,
  commandCharacters: 8000,
} as const;

/** The kinds of channels a message can stand in. */
export const writableChannels = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;
