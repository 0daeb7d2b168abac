package io.voucherctl.commands.load;

/** Which lanes of a closed model may send their next request: those where one has ended. */
final class ClosedLanes {
  private final int[] concurrency;

  /** A ring with a place for everything that can be under way. */
  private final int[] ready;

  private int first;
  private int count;

  /** Each lane may send as many as its concurrency at once; 0 is a lane of an open model. */
  ClosedLanes(int[] concurrency) {
    this.concurrency = concurrency.clone();
    int all = 0;
    int most = 0;
    for (int one : concurrency) {
      all += one;
      most = Math.max(most, one);
    }
    this.ready = new int[all];
    for (int round = 0; round < most; round++) {
      for (int lane = 0; lane < concurrency.length; lane++) {
        if (round < concurrency[lane]) {
          ready[count++] = lane;
        }
      }
    }
  }

  void ended(int lane) {
    if (concurrency[lane] > 0) {
      ready[(first + count++) % ready.length] = lane;
    }
  }

  boolean isReady() {
    return count > 0;
  }

  int next() {
    int lane = ready[first];
    first = (first + 1) % ready.length;
    count--;
    return lane;
  }
}
