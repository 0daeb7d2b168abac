# Medians of the measured lines, and their ratios to nginx's.

function median(file, column,    n, i, j, line, parts, values, swap) {
  n = 0
  while ((getline line < file) > 0) {
    split(line, parts)
    values[++n] = parts[column] + 0
  }
  close(file)
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && values[j - 1] > values[j]; j--) {
      swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
    }
  kept = n
  return n == 0 ? 0 : n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
}

function rows(tenant, title,    i, c, name, of) {
  printf "\n%-9s %10s %6s %11s %6s %9s %7s %7s %7s %7s %6s %7s\n", title, "requests/s", "ratio", \
    "per CPU s", "ratio", "CPU us", "p50 us", "p99 us", "p99.9", "RSS MB", "core %", "rounds"
  for (i = 1; i <= 3; i++) {
    name = names[i]
    for (c = 1; c <= 8; c++) of[name, c] = median(work "/" tenant "." name, c)
    if (kept == 0) { missing = 1; printf "%-9s no undisturbed measurement\n", name; continue }
    rounds = kept
    printf "%-9s %10.0f %6.2f %11.0f %6.2f %9.2f %7d %7d %7d %7.1f %6.0f %7d\n", name, \
      of[name, 1], ratio(of[name, 1], of["nginx", 1]), 1e6 / of[name, 2], \
      ratio(of["nginx", 2], of[name, 2]), of[name, 2], of[name, 3], of[name, 4], of[name, 5], \
      of[name, 6], of[name, 7], rounds
    if (tenant == "free" && of[name, 8] > 0) errors += of[name, 8]
    if (tenant == "free" && name == "ours") {
      per_cpu = ratio(of["nginx", 2], of[name, 2]); slow = ratio(of[name, 4], of["nginx", 4])
    }
  }
}

function ratio(a, b) { return b == 0 ? 0 : a / b }

BEGIN {
  split("nginx ours haproxy", names)
  rows("free", "admitted")
  rows("tight", "refused")
  if (missing) { print "\nno verdict: the machine was too busy"; exit 1 }
  if (errors) { print "\nno verdict: " errors " errors among the admitted"; exit 1 }
  printf "\n%s: ours has %.2f of nginx per CPU second (aim 1.00, floor %.2f), p99 %.2f of nginx\n", \
    (per_cpu >= floor ? "proven" : "not proven"), per_cpu, floor, slow
  exit (per_cpu < floor)
}
