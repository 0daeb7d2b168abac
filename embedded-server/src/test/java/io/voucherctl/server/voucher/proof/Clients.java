package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Callers that each send their next request when the last one was answered. */
final class Clients {
  static final int COUNT = 64;

  private final int seconds;
  private long seed;

  /**
   * @param seconds how long a round lasts
   */
  Clients(int seconds) {
    this.seconds = seconds;
  }

  /** One call; its status. */
  interface Call {
    int send(Api api, RandomGenerator random) throws IOException;
  }

  long nanos() {
    return seconds * 1_000_000_000L;
  }

  /** One round; its rate per second. Every answer must be a 200. */
  double run(Door door, Call call) throws Exception {
    List<Callable<Integer>> callers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < COUNT; i++) {
      RandomGenerator random = new SplittableRandom(seed++);
      callers.add(() -> send(door, call, random, start + nanos()));
    }
    long count = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> sent : threads.invokeAll(callers)) {
        count += sent.get();
      }
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private static int send(Door door, Call call, RandomGenerator random, long end)
      throws IOException {
    int count = 0;
    try (Api api = door.open()) {
      while (System.nanoTime() < end) {
        int status = call.send(api, random);
        if (status != 200) {
          throw new IOException("answered with " + status);
        }
        count++;
      }
    }
    return count;
  }
}
