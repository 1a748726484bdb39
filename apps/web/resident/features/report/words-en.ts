import type { Same } from '@banyan/ui';
import type { reportZh } from './words-zh.ts';

const reportEn: Same<typeof reportZh> = {
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
    mapLabel: 'Map: tap where the problem is', mapHint: 'Tap the map to place the marker', search: 'Choose a street', searchHint: 'Type a name, such as “Dongjie”', noArea: 'No such name. Try another spelling, or write the address.', county: 'Whole district', address: 'Exact address',
    addressHint: 'Such as: at the gate of 158 Wusi Road', whole: 'Somewhere in this area', looking: 'Looking up this place…', clear: 'Clear the place', mapFailed: 'The map did not load. You can still choose a street office or write the address.', choose: 'Choose', loadingAreas: 'Loading names',
  },
  what: {
    title: 'What is wrong', search: 'Search', searchLabel: 'Search kinds of problems', searchHint: 'In your own words, such as “blocked drain”', none: 'Nothing fits. You may leave it open: an officer will sort it.', chosen: 'Sorted as', clear: 'None', closest: 'Or perhaps:', any: 'Optional: an officer will sort it', categories: 'By category', results: 'Results', back: 'Back to categories',
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
};
export default reportEn;
