package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with one plan file, and where: gathered, so that all of it is said at once. */
final class PlanMistakes {
  /** A file with more is not a plan with mistakes. */
  private static final int MOST_SHOWN = 20;

  /** Far more than any plan has; a file of aliases of aliases has more. */
  private static final int MOST_NODES = 200_000;

  private record Mistake(Place place, String what) {}

  private final Path file;
  private final List<Mistake> mistakes = new ArrayList<>();
  private int nodes;

  PlanMistakes(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void add(Node node, String what) {
    add(Place.of(node.getStartMark()), what);
  }

  void add(Place place, String what) {
    mistakes.add(new Mistake(place, what));
  }

  /** Counts what is looked at, however often the file says it. */
  void visit(int count) {
    nodes += count;
    if (nodes > MOST_NODES) {
      throw new Failure.BadInput(
          file + " is not a plan: it has more than " + MOST_NODES + " values, aliases followed");
    }
  }

  void throwIfAny() {
    if (mistakes.isEmpty()) {
      return;
    }
    String lines =
        mistakes.stream()
            .sorted(
                Comparator.comparingInt((Mistake one) -> one.place().line())
                    .thenComparingInt(one -> one.place().column()))
            .limit(MOST_SHOWN)
            .map(one -> "\n  " + file + ":" + one.place() + ": " + one.what())
            .collect(Collectors.joining());
    int count = mistakes.size();
    String more = count > MOST_SHOWN ? "\n  and " + (count - MOST_SHOWN) + " more" : "";
    throw new Failure.BadInput(
        file + " has " + (count == 1 ? "a mistake" : count + " mistakes") + ":" + lines + more);
  }

  /** Both from 1. */
  record Place(int line, int column) {
    static Place of(Mark mark) {
      return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public String toString() {
      return line + ":" + column;
    }
  }
}
