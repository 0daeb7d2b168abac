package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Header names with an underscore: many a program behind a proxy cannot tell {@code X_App_Token}
 * from {@code X-App-Token}, so that what was dropped or set under one name comes back under the
 * other. They are not passed on.
 */
final class Ambiguous {
  private Ambiguous() {}

  static void drop(HttpHeaders headers) {
    if (headers instanceof WireHeaders lines) {
      lines.dropNamesWith('_');
      return;
    }
    List<CharSequence> names = null;
    for (Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        all.hasNext(); ) {
      names = withAmbiguous(names, all.next().getKey());
    }
    if (names != null) {
      names.forEach(headers::remove);
    }
  }

  private static @Nullable List<CharSequence> withAmbiguous(
      @Nullable List<CharSequence> names, CharSequence name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_') {
        List<CharSequence> more = names == null ? new ArrayList<>() : names;
        more.add(name);
        return more;
      }
    }
    return names;
  }
}
