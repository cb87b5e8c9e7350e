// The life of a ticket as a hand-written state machine in C: eight commands, each checked against a table of
// transitions, with two due dates counted over a table of working days. Prints commands a second and a check sum.
//   ticket_life COUNT
#include <stdint.h>
#include <string.h>

#include "measure.h"

enum step { NONE, RECEIVED, DISPATCHED, IN_HAND, REPORTED, ACCEPTED, CLOSED, STEPS };
enum command { INTAKE, DISPATCH, SIGN, CONTACT, REPORT, REVIEW, CALLBACK, CLOSE, COMMANDS };

static const uint8_t leads[COMMANDS][STEPS] = {
    [INTAKE] = {[NONE] = RECEIVED},       [DISPATCH] = {[RECEIVED] = DISPATCHED},
    [SIGN] = {[DISPATCHED] = IN_HAND},    [CONTACT] = {[IN_HAND] = IN_HAND},
    [REPORT] = {[IN_HAND] = REPORTED},    [REVIEW] = {[REPORTED] = ACCEPTED},
    [CALLBACK] = {[ACCEPTED] = ACCEPTED}, [CLOSE] = {[ACCEPTED] = CLOSED},
};

struct clock { char rule[16]; int64_t start, due, ended; uint8_t end, status; };
struct holding { char unit[16]; int64_t from, until; };
struct ticket {
  char source[24], kind[16], category[16], district[16], lead[16];
  uint64_t revision;
  uint8_t step, solved, confirmed;
  struct clock clocks[4];
  struct holding hands[4];
  int clock_count, hand_count;
};

enum { DAYS = 4096 };
static int32_t nth[DAYS];          // day of the n-th working day
static int32_t before[DAYS + 1];   // working days before a day

static void hand(struct ticket *t, const char *unit, int64_t at) {
  if (t->hand_count) t->hands[t->hand_count - 1].until = at;
  struct holding *h = &t->hands[t->hand_count++];
  strncpy(h->unit, unit, sizeof h->unit - 1);
  h->from = at;
}

static void start_clock(struct ticket *t, const char *rule, uint8_t end, int64_t at, int days) {
  struct clock *c = &t->clocks[t->clock_count++];
  strncpy(c->rule, rule, sizeof c->rule - 1);
  int64_t day = (at + 28800000000LL) / 86400000000LL - 16000;
  c->due = (16000LL + nth[before[day + 1] + days - 1] + 1) * 86400000000LL - 28800000000LL - 1;
  c->start = at;
  c->end = end;
  c->status = 1;
}

static void end_clocks(struct ticket *t, uint8_t end, int64_t at) {
  for (int i = 0; i < t->clock_count; i++)
    if (t->clocks[i].end == end && t->clocks[i].status == 1) {
      t->clocks[i].ended = at;
      t->clocks[i].status = at <= t->clocks[i].due ? 2 : 3;
    }
}

static int take(struct ticket *t, enum command command, int64_t at) {
  uint8_t next = leads[command][t->step];
  if (next == NONE) return 0;
  t->step = next;
  t->revision++;
  switch (command) {
    case INTAKE:
      strcpy(t->source, "2016070100001"), strcpy(t->kind, "complaint"), strcpy(t->category, "road");
      strcpy(t->district, "d1"), hand(t, "centre", at);
      break;
    case DISPATCH:
      strcpy(t->lead, "unit-17"), hand(t, "unit-17", at);
      start_clock(t, "SH-1", CONTACT, at, 1), start_clock(t, "SH-2", REPORT, at, 5);
      break;
    case REPORT: t->solved = 1, hand(t, "centre", at), end_clocks(t, REPORT, at); break;
    case CONTACT: end_clocks(t, CONTACT, at); break;
    case CALLBACK: t->confirmed = 1; break;
    case CLOSE: t->hands[t->hand_count - 1].until = at; break;
    default: break;
  }
  return 1;
}

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1000000;
  int32_t found = 0;
  for (int32_t day = 0; day < DAYS; day++) {
    before[day] = found;
    int weekday = (day + 16000 + 3) % 7;   // 0 is Monday
    if (weekday < 5) nth[found++] = day;
  }
  before[DAYS] = found;
  uint64_t sum = 0;
  double began = now();
  for (long i = 0; i < count; i++) {
    struct ticket t = {0};
    int64_t at = 1470000000000000LL + i * 1000000LL;
    for (int command = INTAKE; command < COMMANDS; command++)
      if (!take(&t, (enum command)command, at += 60000000)) return 1;
    sum += t.revision + (uint64_t)(t.clocks[1].due / 1000000);
  }
  printf("%.0f %llu\n", (double)count * COMMANDS / (now() - began), (unsigned long long)sum);
  return 0;
}
