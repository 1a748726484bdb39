import { defineWords } from '@banyan/ui';

export const stepsWords = defineWords(
  {
    step: (now: number, of: number) => `第 ${now} 步，共 ${of} 步`,
    next: '下一步',
    back: '上一步',
    skip: '跳过',
    check: '核对后提交',
    photos: (count: number) => `照片 ${count} 张`,
    noPhotos: '没有照片',
    photoTitle: '拍照片',
    whoTitle: '怎么联系您',
    nothing: '没有填',
    change: '修改',
  },
  {
    step: (now: number, of: number) => `Step ${now} of ${of}`,
    next: 'Next',
    back: 'Back',
    skip: 'Skip',
    check: 'Check and submit',
    photos: (count: number) => `${count} ${count === 1 ? 'photo' : 'photos'}`,
    noPhotos: 'No photos',
    photoTitle: 'Take photos',
    whoTitle: 'How to reach you',
    nothing: 'Nothing given',
    change: 'Change',
  },
);
