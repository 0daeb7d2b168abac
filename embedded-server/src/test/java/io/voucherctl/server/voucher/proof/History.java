package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Operation.Done;
import io.voucherctl.server.voucher.proof.Operation.Refused;
import io.voucherctl.server.voucher.proof.Operation.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operations on one voucher can have happened one after the other, in the order in
 * which the server stored them (Herlihy and Wing's linearizability, with the order given): the
 * order replays to what every answer said, an operation that ended before another began comes
 * before it, and every refusal had a moment in its interval at which it was right.
 */
final class History {
  private final @Nullable Long quantity;
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final List<String> stored;
  private final List<String> contradictions = new ArrayList<>();

  /** {@code states.get(k)} holds after the first k stored operations. */
  private final List<State> states = new ArrayList<>();

  /** How many operations were stored when a redemption had been rolled back. */
  private final Map<String, Integer> undone = new HashMap<>();

  private History(
      @Nullable Long quantity, State start, Collection<Operation> asked, List<String> stored) {
    this.quantity = quantity;
    this.stored = stored;
    this.states.add(start);
    asked.forEach(operation -> operations.put(operation.name(), operation));
  }

  /**
   * What does not fit together; nothing when the history explains everything.
   *
   * @param quantity how often the voucher may be redeemed; null for any number
   * @param asked every call on the voucher, in any order
   * @param stored names of the successes, in the server's order
   * @param end what the voucher says of itself when all is over
   */
  static List<String> contradictions(
      @Nullable Long quantity,
      State start,
      Collection<Operation> asked,
      List<String> stored,
      State end) {
    History history = new History(quantity, start, asked, stored);
    if (history.matches() && history.replays(end)) {
      history.followsTime();
      history.explainsRefusals();
    }
    return history.contradictions;
  }

  /** Whether what is stored is what was done, each once. */
  private boolean matches() {
    HashSet<String> seen = new HashSet<>();
    for (String name : stored) {
      Operation operation = operations.get(name);
      if (operation == null) {
        wrong("%s is stored, and nobody asked for it".formatted(name));
      } else if (operation.outcome() instanceof Refused refused) {
        wrong("%s is stored, and was refused: %s".formatted(name, refused.key()));
      } else if (!seen.add(name)) {
        wrong("%s is stored twice".formatted(name));
      }
    }
    for (Operation operation : operations.values()) {
      if (operation.outcome() instanceof Done && !seen.contains(operation.name())) {
        wrong("%s was acknowledged, and is not stored".formatted(operation.name()));
      }
    }
    return contradictions.isEmpty();
  }

  private boolean replays(State end) {
    Map<String, Operation> redeemed = new HashMap<>();
    for (String name : stored) {
      Operation operation = operations.get(name);
      State next = next(states.getLast(), operation, redeemed);
      if (next == null) {
        wrong("%s cannot be done at %s".formatted(name, states.getLast()));
        return false;
      }
      if (operation.outcome() instanceof Done(State after) && !after.equals(next)) {
        wrong("%s answered %s, and the order gives %s".formatted(name, after, next));
      }
      states.add(next);
      if (operation.undoes() != null) {
        undone.put(operation.undoes(), states.size() - 1);
      }
    }
    if (!states.getLast().equals(end)) {
      wrong("the voucher says %s, and the order gives %s".formatted(end, states.getLast()));
    }
    return contradictions.isEmpty();
  }

  /** Null when it cannot be done; takes and gives the redemptions that can be rolled back. */
  private @Nullable State next(State state, Operation operation, Map<String, Operation> redeemed) {
    if (operation.undoes() != null) {
      Operation redemption = redeemed.remove(operation.undoes());
      return redemption == null
          ? null
          : new State(state.redeemed() - 1, state.balance() + redemption.credits());
    }
    redeemed.put(operation.name(), operation);
    return full(state) || state.balance() < operation.credits()
        ? null
        : new State(state.redeemed() + 1, state.balance() - operation.credits());
  }

  private boolean full(State state) {
    return quantity != null && state.redeemed() >= quantity;
  }

  private void followsTime() {
    Operation begunLast = null;
    for (String name : stored) {
      Operation operation = operations.get(name);
      if (begunLast != null && operation.latest() < begunLast.start()) {
        wrong("%s ended before %s began, and is stored after it".formatted(name, begunLast.name()));
      }
      if (begunLast == null || operation.start() > begunLast.start()) {
        begunLast = operation;
      }
    }
  }

  /**
   * Gives every refusal the first place in the order that it can have, in the order of their
   * beginnings; where that fails no other choice would do.
   */
  private void explainsRefusals() {
    long[] notBefore = new long[states.size()];
    long[] notAfter = new long[states.size()];
    bounds(notBefore, notAfter);
    PriorityQueue<long[]> running = new PriorityQueue<>(Comparator.comparingLong(r -> r[0]));
    long reached = 0;
    for (Operation refusal : refusals()) {
      while (!running.isEmpty() && running.peek()[0] < refusal.start()) {
        reached = Math.max(reached, running.remove()[1]);
      }
      int place = (int) reached;
      while (place < states.size()
          && notBefore[place] <= refusal.end()
          && !(refusal.start() <= notAfter[place] && right(refusal, place))) {
        place++;
      }
      if (place == states.size() || notBefore[place] > refusal.end()) {
        wrong("%s was refused (%s) at no moment that fits".formatted(refusal.name(), key(refusal)));
      } else {
        running.add(new long[] {refusal.end(), place});
      }
    }
  }

  /** When a state can have begun at the earliest, and ended at the latest. */
  private void bounds(long[] notBefore, long[] notAfter) {
    notBefore[0] = Long.MIN_VALUE;
    for (int k = 1; k < notBefore.length; k++) {
      notBefore[k] = Math.max(notBefore[k - 1], operations.get(stored.get(k - 1)).start());
    }
    notAfter[notAfter.length - 1] = Long.MAX_VALUE;
    for (int k = notAfter.length - 2; k >= 0; k--) {
      notAfter[k] = Math.min(notAfter[k + 1], operations.get(stored.get(k)).latest());
    }
  }

  private Deque<Operation> refusals() {
    return new ArrayDeque<>(
        operations.values().stream()
            .filter(operation -> operation.outcome() instanceof Refused)
            .sorted(Comparator.comparingLong(Operation::start))
            .toList());
  }

  private boolean right(Operation refusal, int place) {
    State state = states.get(place);
    return switch (key(refusal)) {
      case "quantity_exceeded" -> full(state);
      case "gift_amount_exceeded" -> state.balance() < refusal.credits();
      case "already_rolled_back" ->
          undone.getOrDefault(refusal.undoes(), Integer.MAX_VALUE) <= place;
      default -> false;
    };
  }

  private static String key(Operation refusal) {
    return ((Refused) refusal.outcome()).key();
  }

  private void wrong(String what) {
    contradictions.add(what);
  }
}
