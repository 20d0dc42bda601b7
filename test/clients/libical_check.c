/* Parses an iCalendar file with libical; prints each event, and every complaint libical has. Exit 1 on any complaint. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static void hex(const char *text) {
    for (; text && *text; text++) printf("%02x", (unsigned char)*text);
    printf("\t");
}

int main(int count, char **arguments) {
    FILE *file = fopen(arguments[count - 1], "rb");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) return 2;
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) return 2;
    /* The check hangs its own complaints on the components too. */
    int valid = icalrestriction_check(calendar);
    int errors = icalcomponent_count_errors(calendar);
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        hex(icalcomponent_get_uid(event));
        hex(icalcomponent_get_summary(event));
        hex(icalcomponent_get_location(event));
        hex(icaltime_as_ical_string(icalcomponent_get_dtstart(event)));
        hex(icaltime_as_ical_string(icalcomponent_get_dtend(event)));
        printf("%d\n", icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED);
    }
    fprintf(stderr, "X-LIC-ERROR: %d, restrictions: %s\n", errors, valid ? "kept" : "broken");
    return errors > 0 || !valid;
}
