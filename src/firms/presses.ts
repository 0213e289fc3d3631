import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

/** The form of what a firm is called and how it is reached. */
export const editFirm = pressable({ name: 'firms.editDetails', permission: 'manage', input: z.object({}) });
/** The form that makes a workspace a firm's. */
export const setUp = pressable({ name: 'firms.setUp', permission: 'visit', input: z.object({}) });
export const editPreferences = pressable({ name: 'firms.editPreferences', permission: 'manage', input: z.object({}) });
