package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.api.Brackets.Entry;
import io.voucherctl.server.voucher.api.Filterable.Kind;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.store.Condition;
import io.voucherctl.server.voucher.store.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of one list: {@code filters[FIELD][conditions][$OP][i]=V}, joined by {@code
 * filters[junction]=AND|OR}, and {@code FIELD[before]} and {@code FIELD[after]} of its times. The
 * junction joins all conditions, those of one field too; the times hold besides. Safe for any
 * number of threads.
 *
 * @param fields what can be filtered by, by its name on the wire
 */
record Filters(Map<String, Filterable> fields) {
  private static final String FILTERS = "filters";

  /** Databases bound how deep a statement nests, and every value costs a look at every row. */
  private static final int MOST_VALUES = 100;

  /** The list under everything that {@code query} asks for. */
  Listing narrow(Query query, Listing listing) {
    Listing narrowed = listing;
    for (Map.Entry<String, Filterable> field : fields.entrySet()) {
      if (field.getValue().kind() == Kind.TIME) {
        for (Entry entry : Brackets.under(query, field.getKey())) {
          narrowed = narrowed.where(time(field.getKey(), field.getValue(), entry));
        }
      }
    }
    List<Entry> entries = Brackets.under(query, FILTERS);
    if (entries.size() > MOST_VALUES) {
      throw refused("there are more than " + MOST_VALUES + " values");
    }
    return entries.isEmpty() ? narrowed : narrowed.where(joined(entries));
  }

  private static Condition time(String name, Filterable field, Entry entry) {
    Operator operator =
        switch (String.join(".", entry.path())) {
          case "before" -> Operator.BEFORE;
          case "after" -> Operator.AFTER;
          default ->
              throw Refusal.INVALID_QUERY_PARAMS.because(
                  name + " takes [before] and [after] and nothing else");
        };
    return operator.on(field, List.of(field.value(name, entry.value())));
  }

  private Condition joined(List<Entry> entries) {
    boolean all = true;
    Map<Test, List<Object>> tests = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.path().equals(List.of("junction"))) {
        all = isAnd(entry.value());
      } else {
        Test test = test(entry.path());
        List<Object> values = tests.computeIfAbsent(test, _ -> new ArrayList<>());
        values.addAll(test.values(entry.value()));
      }
    }
    List<Condition> conditions = new ArrayList<>();
    tests.forEach((test, values) -> conditions.add(test.operator.on(test.field, values)));
    return all || conditions.isEmpty() ? Condition.all(conditions) : Condition.any(conditions);
  }

  private static boolean isAnd(String junction) {
    return switch (junction) {
      case "AND" -> true;
      case "OR" -> false;
      default -> throw refused("junction must be AND or OR");
    };
  }

  /** Reads {@code FIELD, conditions, $OP} and perhaps the number of the value. */
  private Test test(List<String> path) {
    boolean numbered = path.size() == 4 && path.getLast().matches("[0-9]{0,9}");
    if ((path.size() != 3 && !numbered) || !path.get(1).equals("conditions")) {
      throw refused("a filter is written filters[FIELD][conditions][$OP][0]=VALUE");
    }
    String name = path.getFirst();
    Filterable field = fields.get(name);
    if (field == null) {
      throw refused(
          "a field must be one of "
              + String.join(", ", fields.keySet().stream().sorted().toList()));
    }
    Operator operator = Operator.of(path.get(2));
    if (operator == null || !operator.fits(field)) {
      throw refused(name + " cannot be compared by " + path.get(2));
    }
    return new Test(name, field, operator);
  }

  private static Refused refused(String words) {
    return Refusal.INVALID_QUERY_PARAMS.because(FILTERS + ": " + words);
  }

  /** One field and what is asked of it. */
  private record Test(String name, Filterable field, Operator operator) {

    /** The value to compare with; none when the operator takes none. */
    List<Object> values(String sent) {
      if (operator.needsValue()) {
        if (operator.isPart() && sent.isEmpty()) {
          throw refused(operator.sign() + " needs a value");
        }
        return List.of(field.value(name, sent));
      }
      if (!sent.isEmpty() && !sent.equals("true")) {
        throw refused(operator.sign() + " takes no value");
      }
      return List.of();
    }
  }
}
