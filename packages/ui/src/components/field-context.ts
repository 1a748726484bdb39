import { type ComputedRef, type InjectionKey, inject } from 'vue';

/** What a field gives to the control inside it: its id, what describes it, whether it is in error or must be filled. */
export type FieldContext = ComputedRef<{ id: string; describedBy: string | undefined; invalid: boolean; required: boolean }>;
export const fieldKey: InjectionKey<FieldContext> = Symbol('field');
export const useField = () => inject(fieldKey, null);
