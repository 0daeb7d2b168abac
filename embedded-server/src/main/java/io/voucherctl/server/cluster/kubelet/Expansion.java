package io.voucherctl.server.cluster.kubelet;

import java.util.Map;

/**
 * Kubernetes' {@code $(NAME)} references: a known name becomes its value, an unknown one stays as
 * it stands, {@code $$} is a dollar sign. As in {@code
 * k8s.io/kubernetes/third_party/forked/golang/expansion}.
 */
final class Expansion {
  private Expansion() {}

  static String expand(String text, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = c == '$' && at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      int end = next == '(' ? text.indexOf(')', at) : -1;
      if (next == '$') {
        out.append('$');
        at += 2;
      } else if (end > 0) {
        String name = text.substring(at + 2, end);
        out.append(values.getOrDefault(name, text.substring(at, end + 1)));
        at = end + 1;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }
}
