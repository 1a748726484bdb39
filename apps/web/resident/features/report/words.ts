import { defineWords } from '@banyan/ui';

export const reportWords = defineWords(
  {
    hero: '看见问题，拍给我们',
    lead: '拍一张、说一句，街道和部门来办',
    photo: {
      title: '照片', add: '拍照片', more: '再拍一张', remove: (index: number) => `删除第 ${index} 张照片`, removed: '已删除照片', undo: '撤销',
      sending: (index: number) => `第 ${index} 张照片正在上传`, shown: (index: number) => `第 ${index} 张照片`, later: '联网后再传', reading: '正在处理照片',
      unreadable: '这个文件不是能识别的照片，请换一张。', most: '最多 9 张', noPicture: '这张照片在本机不能预览', refused: '没能上传，请删掉重选',
    },
    place: {
      title: '在哪里', locate: '用我的位置', again: '重新定位', locating: '正在定位…', consent: '定位只用来确定归哪个街道办，不会跟踪您。',
      denied: '没有得到定位许可。可以在地图上点一下，或者选街道、写地址。', failed: '没能定到位置。可以在地图上点一下，或者选街道、写地址。', outside: '这个位置不在本市范围内，请在地图上重新点一下。',
      accuracy: (metres: number) => `定位误差约 ${metres} 米，不准可以在地图上点一下`, approximate: '街道界线为推算，归属以受理后核对为准', snapped: '位置略在界外，已归入最近的区县',
      mapLabel: '地图：点一下就是出问题的位置', mapHint: '在地图上点一下，放好标记', search: '选区县、街道', searchHint: '输入名称，如“东街”', noArea: '没有找到这个名称，换个写法试试，或者直接写地址。', county: '全区（县）', address: '具体地址',
      addressHint: '如：五四路 158 号门口、3 号楼下', whole: '只知道大概在这一带', looking: '正在查这是哪里…', clear: '清除位置', mapFailed: '地图没有加载出来，仍可以选街道或写地址。', choose: '选定', loadingAreas: '正在加载街道名称',
    },
    what: {
      title: '是什么问题', search: '找一找', searchLabel: '搜索问题类型', searchHint: '用您自己的话，如“下水道堵了”', none: '没有找到对应的类型。不选也可以，工作人员会归类。', chosen: '归为', clear: '不选', closest: '更接近的是：', any: '不选也行，工作人员会归类', categories: '按类别找', results: '搜索结果', back: '返回类别',
      tiles: { road: '道路破损', lamp: '路灯不亮', bin: '垃圾乱堆', sound: '噪声扰民', car: '违规停车', fire: '消防隐患', water: '积水漏水', more: '其他' },
    },
    said: { title: '说几句', label: '问题是什么样的', hint: '如：坑有多大、什么时候出现的', speak: '用语音说', stop: '停止', listening: '正在听，请讲…', denied: '没有得到话筒许可，请打字。', failed: '没有听清，请再说一次或打字。', service: '语音由浏览器转成文字' },
    who: {
      title: '怎么称呼您', named: '实名', namedNote: '办理单位能看到您的称呼和电话，方便直接联系您', confidential: '保密', confidentialNote: '只有受理席能看到，不告诉办理单位', anonymous: '匿名', anonymousNote: '不留姓名电话；用编号和查询码查进度',
      name: '称呼', nameHint: '如：林女士', phone: '手机号', phoneHint: '只用于联系您和告知进展', phoneOwn: (masked: string) => `不填就用登录的账号通知您（${masked}）`, phoneWrong: '手机号不对，请检查一下', phoneMissing: '请填手机号，或者改选匿名', noReply: '不用回复我', noReplyNote: '照样办理，只是不再通知您',
    },
    send: '提交上报', sending: '正在提交…', uploading: '正在上传照片', clear: '清空重写', cleared: '已清空', restored: '已恢复上次没写完的内容',
    missing: { what: '请说一句，或者选一类问题', where: '请告诉我们在哪里：定位、点地图、选街道或写地址' },
    failed: '没有提交成功', kept: '现在连不上网，已存在这台手机上，联网后自动送出', photosAttached: '（见照片）',
    done: {
      title: '我们收到了', number: '编号', code: '查询码', codeHelp: '请抄下来或截图。匿名上报只能凭编号和查询码查进度，我们无法补发。', copy: '复制', copied: '已复制', copyFailed: '复制不了，请抄下来', keep: '记在这台手机上', keepHelp: '公用的手机不要记。', kept: '已记下，可在“查进度”里直接打开',
      next: '接下来', accept: (unit: string) => `${unit}的受理席会告诉您是否受理`, acceptBy: '受理时限', dispatch: '受理后派给能解决的单位，按时限办理', rate: '办完由您评价；没解决就退回重办', look: '看进度', another: '再报一件', none: '这里没有刚提交的上报。', toTrack: '用编号查进度', savedTitle: '已存在这台手机上',
      savedText: '现在连不上网。联网后会自动送出，请不要清除浏览器数据。', place: '归属',
    },
    elder: { step: (now: number, of: number) => `第 ${now} 步，共 ${of} 步`, next: '下一步', back: '上一步', skip: '跳过', check: '核对后提交', photos: (count: number) => `照片 ${count} 张`, noPhotos: '没有照片', photoTitle: '拍照片', whoTitle: '怎么联系您', nothing: '没有填' },
  },
  {
    hero: 'Spot it. Snap it.',
    lead: 'A photo and a sentence are enough: the street office and the departments act',
    photo: {
      title: 'Photos', add: 'Take a photo', more: 'Add more', remove: (index: number) => `Remove photo ${index}`, removed: 'Photo removed', undo: 'Undo',
      sending: (index: number) => `Photo ${index} is being sent`, shown: (index: number) => `Photo ${index}`, later: 'Sent when online', reading: 'Preparing the photo',
      unreadable: 'This file is not a photo we can read. Choose another.', most: 'At most 9', noPicture: 'No preview of this photo on this phone', refused: 'Not taken: remove it and choose another',
    },
    place: {
      title: 'Where', locate: 'Use my location', again: 'Locate again', locating: 'Locating…', consent: 'Your location only tells us which street office is in charge. You are not tracked.',
      denied: 'Location was not allowed. Tap the map, choose a street office, or write the address.', failed: 'Your location could not be found. Tap the map, choose a street office, or write the address.', outside: 'This place is outside the city. Tap the map again.',
      accuracy: (metres: number) => `Accurate to about ${metres} m; tap the map to correct it`, approximate: 'Street boundaries are computed; the desk checks who is in charge', snapped: 'Slightly outside the boundary: taken to the nearest county',
      mapLabel: 'Map: tap where the problem is', mapHint: 'Tap the map to place the marker', search: 'Choose a district or street', searchHint: 'Type a name, such as “Dongjie”', noArea: 'No such name. Try another spelling, or write the address.', county: 'Whole district', address: 'Exact address',
      addressHint: 'Such as: at the gate of 158 Wusi Road', whole: 'Somewhere in this area', looking: 'Looking up this place…', clear: 'Clear the place', mapFailed: 'The map did not load. You can still choose a street office or write the address.', choose: 'Choose', loadingAreas: 'Loading names',
    },
    what: {
      title: 'What is wrong', search: 'Search', searchLabel: 'Search kinds of problems', searchHint: 'In your own words, such as “blocked drain”', none: 'Nothing fits. You may leave it open: an officer will sort it.', chosen: 'Sorted as', clear: 'None', closest: 'Closer is:', any: 'Optional: an officer will sort it', categories: 'By category', results: 'Results', back: 'Back to categories',
      tiles: { road: 'Road', lamp: 'Street light', bin: 'Litter', sound: 'Noise', car: 'Parking', fire: 'Fire risk', water: 'Water', more: 'Other' },
    },
    said: { title: 'In your words', label: 'What is it like', hint: 'Such as how large it is and since when', speak: 'Speak', stop: 'Stop', listening: 'Listening…', denied: 'The microphone was not allowed. Please type.', failed: 'Not understood. Speak again or type.', service: 'Your browser turns speech into text' },
    who: {
      title: 'About you', named: 'Named', namedNote: 'The handling unit sees your name and phone and can contact you', confidential: 'Confidential', confidentialNote: 'Only the desk sees them, not the handling unit', anonymous: 'Anonymous', anonymousNote: 'No name, no phone; you follow it by number and query code',
      name: 'Name', nameHint: 'Such as Ms Lin', phone: 'Mobile phone', phoneHint: 'Only to contact you and tell you the progress', phoneOwn: (masked: string) => `Without one we tell you through your account (${masked})`, phoneWrong: 'This is not a phone number', phoneMissing: 'Give a phone number, or choose anonymous', noReply: 'No reply needed', noReplyNote: 'It is handled all the same; you are just not told',
    },
    send: 'Submit report', sending: 'Submitting…', uploading: 'Sending photos', clear: 'Start over', cleared: 'Cleared', restored: 'Your unfinished report is back',
    missing: { what: 'Say one sentence, or choose what it is', where: 'Tell us where: locate, tap the map, choose a street office, or write the address' },
    failed: 'Not submitted', kept: 'No network now. It is kept on this phone and will be sent when you are online', photosAttached: ' (see photos)',
    done: {
      title: 'We have it', number: 'Number', code: 'Query code', codeHelp: 'Write it down or take a screenshot. Anonymous reports can only be followed by number and query code; we cannot send it again.', copy: 'Copy', copied: 'Copied', copyFailed: 'Could not copy: please write it down', keep: 'Keep on this phone', keepHelp: 'Not on a shared phone.', kept: 'Kept: open it under “Track a report”',
      next: 'What happens next', accept: (unit: string) => `The desk of ${unit} tells you whether it is accepted`, acceptBy: 'Accepted by', dispatch: 'Then it goes to the unit that can solve it, with a deadline', rate: 'You rate the result; what is not solved goes back', look: 'Follow it', another: 'Report another', none: 'No report was submitted just now.', toTrack: 'Track by number', savedTitle: 'Kept on this phone',
      savedText: 'No network now. It will be sent when you are online; please do not clear the browser’s data.', place: 'In charge',
    },
    elder: { step: (now: number, of: number) => `Step ${now} of ${of}`, next: 'Next', back: 'Back', skip: 'Skip', check: 'Check and submit', photos: (count: number) => `${count} ${count === 1 ? 'photo' : 'photos'}`, noPhotos: 'No photos', photoTitle: 'Take photos', whoTitle: 'How to reach you', nothing: 'Nothing given' },
  },
);
