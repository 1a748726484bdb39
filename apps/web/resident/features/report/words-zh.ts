/** The report form in Chinese; `words-en.ts` has the same keys. */
export const reportZh = {
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
    title: '是什么问题', search: '找一找', searchLabel: '搜索问题类型', searchHint: '用您自己的话，如“下水道堵了”', none: '没有找到对应的类型。不选也可以，工作人员会归类。', chosen: '归为', clear: '不选', closest: '也可能是：', any: '不选也行，工作人员会归类', categories: '按类别找', results: '搜索结果', back: '返回类别',
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
};
