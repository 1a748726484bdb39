/** Why an officer may look at a reporter's contact; in words the reporter reads. */
export const purposes = {
  'contact-reporter': '为办理您的诉求与您联系',
  'verify-facts': '向您核实情况',
  'call-back': '回访办理结果',
} as const;
