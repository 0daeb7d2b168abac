// hdrjs.cjs LOG REPORT: compares what hdr-histogram-js reads in LOG with the report in REPORT.
'use strict';
const fs = require('fs');
const hdr = require('hdr-histogram-js');

const [log, report] = process.argv.slice(2);
const reader = new hdr.HistogramLogReader(fs.readFileSync(log, 'utf8'));
const sums = new Map();
for (let one = reader.nextIntervalHistogram(); one; one = reader.nextIntervalHistogram()) {
  if (!sums.has(one.tag)) {
    sums.set(one.tag, hdr.build({
      lowestDiscernibleValue: 1000,
      highestTrackableValue: 300e9,
      numberOfSignificantValueDigits: 3,
      bitBucketSize: 64,
    }));
  }
  sums.get(one.tag).add(one);
}

const micros = (nanos) => Math.floor((nanos + 500) / 1000);
const percentiles = {p50Micros: 50, p90Micros: 90, p99Micros: 99, p999Micros: 99.9, maxMicros: 100};
const unanswered = new Set(['refused', 'reset', 'dropped']);
const rows = JSON.parse(fs.readFileSync(report, 'utf8')).rows;
let compared = 0;
let differ = 0;

function compare(tag, what, theirs, ours) {
  compared++;
  if (theirs !== ours) {
    differ++;
    console.log(`  ${tag}: ${what} is ${theirs} to hdr-histogram-js, ${ours} to us`);
  }
}

for (const row of rows) {
  const tag = [row.tenant, row.operation, row.outcome].join('/');
  const sum = sums.get(tag);
  sums.delete(tag);
  compare(tag, 'count', sum ? sum.totalCount : 0, row.offered);
  if (!sum || unanswered.has(row.outcome)) {
    continue;
  }
  for (const [name, percentile] of Object.entries(percentiles)) {
    compare(tag, name, micros(sum.getValueAtPercentile(percentile)), row.responseTime[name]);
  }
  console.log(`  ${tag}: ${row.offered}, p50 ${row.responseTime.p50Micros} us, `
    + `p99 ${row.responseTime.p99Micros} us`);
}
for (const tag of sums.keys()) {
  compare(tag, 'presence', 'there', 'missing');
}
const same = differ === 0 && compared > 0;
console.log(same
  ? `hdr-histogram-js: the same ${compared} figures of ${rows.length} tags`
  : `hdr-histogram-js: ${differ} of ${compared} figures differ`);
process.exit(same ? 0 : 1);
