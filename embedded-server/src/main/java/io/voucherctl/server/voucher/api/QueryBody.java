package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.api.Brackets.Entry;
import io.voucherctl.server.voucher.domain.Refusal;
import java.util.List;

/** The object that nested query parameters stand for; every value in it is a string. */
final class QueryBody {
  private static final int DEEPEST = 4;

  private QueryBody() {}

  /** What the query says of these names; the rest of it is left out. */
  static Fields read(Json json, Query query, List<String> names) {
    Fields body = json.empty();
    for (String name : names) {
      for (Entry entry : Brackets.under(query, name)) {
        put(body.node(), name, entry);
      }
    }
    return body.refusing(Refusal.INVALID_QUERY_PARAMS);
  }

  private static void put(ObjectNode body, String name, Entry entry) {
    List<String> path = entry.path();
    if (path.size() > DEEPEST || !Text.isStorable(entry.value())) {
      throw Refusal.INVALID_QUERY_PARAMS.because(name + " is nested too deep, or not text");
    }
    ObjectNode node = body;
    String last = name;
    for (String next : path) {
      if (!node.has(last)) {
        node.putObject(last);
      }
      if (!Text.isStorable(next) || !(node.get(last) instanceof ObjectNode inner)) {
        throw Refusal.INVALID_QUERY_PARAMS.because(name + " is both a value and an object");
      }
      node = inner;
      last = next;
    }
    node.put(last, entry.value());
  }
}
