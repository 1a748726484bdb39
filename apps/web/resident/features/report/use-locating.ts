import { isProblem, type Located, locate, type Point } from '@banyan/api-client';
import { ref } from 'vue';

type State = 'idle' | 'asking' | 'looking' | 'denied' | 'failed' | 'outside';

/** Finds the device (only when asked to) and the area of a point. */
export function useLocating() {
  const state = ref<State>('idle');
  const accuracy = ref<number | null>(null);
  const located = ref<Located | null>(null);
  let latest = 0;

  /** The area of a point, or null when it is outside the city or cannot be looked up; the last question wins. */
  async function look(point: Point): Promise<Located | null> {
    latest += 1;
    const mine = latest;
    state.value = 'looking';
    try {
      const found = await locate(point);
      if (mine !== latest) return null;
      located.value = found;
      state.value = 'idle';
      return found;
    } catch (error) {
      if (mine !== latest) return null;
      located.value = null;
      state.value = isProblem(error, 'place.outside') ? 'outside' : 'idle';
      return null;
    }
  }

  function findDevice(): Promise<Point | null> {
    state.value = 'asking';
    accuracy.value = null;
    return new Promise((resolve) => {
      if (!('geolocation' in navigator)) {
        state.value = 'failed';
        resolve(null);
        return;
      }
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          state.value = 'idle';
          accuracy.value = Math.round(coords.accuracy);
          resolve({ lat: coords.latitude, lon: coords.longitude });
        },
        (error) => {
          state.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'failed';
          resolve(null);
        },
        { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
      );
    });
  }

  return { state, accuracy, located, look, findDevice };
}
