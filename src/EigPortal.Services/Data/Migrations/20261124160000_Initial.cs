using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace EigPortal.Services.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "vault");

            migrationBuilder.CreateSequence<int>(name: "candidature_number");

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    given_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    family_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    staff_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pending_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                    table.CheckConstraint(
                        "ck_accounts_unproved",
                        "email_confirmed or (staff_role = 'None' and pending_email is null)"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "audit_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    object_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    sentence = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    reason_salt = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    reason_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_events", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "cohorts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    timetable_call_opens_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    timetable_call_closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    timetable_information_event_on = table.Column<DateOnly>(type: "date", nullable: true),
                    timetable_reading_closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    timetable_hearings_from = table.Column<DateOnly>(type: "date", nullable: true),
                    timetable_hearings_to = table.Column<DateOnly>(type: "date", nullable: true),
                    timetable_results_due_before = table.Column<DateOnly>(type: "date", nullable: true),
                    timetable_results_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    timetable_work_starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    timetable_work_ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    figures_candidates = table.Column<int>(type: "integer", nullable: true),
                    figures_heard = table.Column<int>(type: "integer", nullable: true),
                    figures_recruited = table.Column<int>(type: "integer", nullable: true),
                    figures_challenges_filed = table.Column<int>(type: "integer", nullable: true),
                    figures_challenges = table.Column<int>(type: "integer", nullable: true),
                    pseudonym_salt = table.Column<Guid>(type: "uuid", nullable: false),
                    scale_max = table.Column<int>(type: "integer", nullable: false),
                    scale_is_published = table.Column<bool>(type: "boolean", nullable: false),
                    closing_proposed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closing_proposal_reason = table.Column<string>(
                        type: "character varying(1000)",
                        maxLength: 1000,
                        nullable: true
                    ),
                    closing_proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    closing_proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    blind_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reveal_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    results = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    results_prepared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    results_prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    results_confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    results_confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stage_counts_frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    readings_per_file = table.Column<int>(type: "integer", nullable: false),
                    favourites_per_juror = table.Column<int>(type: "integer", nullable: false),
                    grid_edition = table.Column<int>(type: "integer", nullable: false),
                    grid_fixed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cohorts", x => x.id);
                    table.CheckConstraint("ck_cohorts_call_order", "timetable_call_closes_at > timetable_call_opens_at");
                    table.CheckConstraint(
                        "ck_cohorts_closing_proposal",
                        "(closing_proposed_until is null) = (closing_proposed_by is null) and (closing_proposed_until is null) = (closing_proposal_reason is null) and (closing_proposed_until is null) = (closing_proposed_at is null)"
                    );
                    table.CheckConstraint("ck_cohorts_counts_frozen", "stage_counts_frozen_at is null or results = 'Confirmed'");
                    table.CheckConstraint("ck_cohorts_grid", "scale_max between 1 and 9 and grid_edition >= 1");
                    table.CheckConstraint(
                        "ck_cohorts_pseudonym_salt",
                        "pseudonym_salt <> '00000000-0000-0000-0000-000000000000'"
                    );
                    table.CheckConstraint(
                        "ck_cohorts_readings",
                        "readings_per_file between 1 and 6 and favourites_per_juror between 0 and 20"
                    );
                    table.CheckConstraint(
                        "ck_cohorts_results_two_people",
                        "results <> 'Confirmed' or (results_confirmed_by is not null and results_confirmed_by <> results_prepared_by)"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "erased_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erased_files", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    stored_by = table.Column<Guid>(type: "uuid", nullable: true),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    scan = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scanned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_scan_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    scan_attempts = table.Column<int>(type: "integer", nullable: false),
                    scan_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    signature = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                    table.CheckConstraint("ck_files_infected", "(scan = 'Infected') = (signature is not null)");
                    table.CheckConstraint("ck_files_pending", "(scan = 'Pending') = (next_scan_at is not null)");
                }
            );

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    short_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ministries = table.Column<List<string>>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hosts", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: true),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mentor_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    host_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.CheckConstraint("ck_invitations_accepted", "(accepted_at is null) = (accepted_by is null)");
                }
            );

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    programme_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    programme_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outages", x => x.id);
                    table.CheckConstraint("ck_outages_order", "ended_at >= started_at");
                    table.CheckConstraint("ck_outages_two_clocks", "(ended_at is null) = (programme_ended_at is null)");
                }
            );

            migrationBuilder.CreateTable(
                name: "programme_time",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    offset = table.Column<TimeSpan>(type: "interval", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    scenario = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_time", x => x.id);
                    table.CheckConstraint("ck_programme_time_single_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "retention_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    about_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    term = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    noticed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_notices", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "watch_beats",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watch_beats", x => x.id);
                    table.CheckConstraint("ck_watch_beats_one", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_claims_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_account_logins_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "account_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_account_passkeys_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "account_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    security_stamp = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_sessions_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "account_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_account_tokens",
                        x => new
                        {
                            x.user_id,
                            x.login_provider,
                            x.name,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_account_tokens_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mail_wordings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    body = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_wordings", x => x.id);
                    table.CheckConstraint("ck_mail_wordings_whole", "(subject is null) = (body is null)");
                    table.ForeignKey(
                        name: "fk_mail_wordings_accounts_by",
                        column: x => x.by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    about_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text_body = table.Column<string>(type: "text", nullable: false),
                    html_body = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    calendar = table.Column<string>(type: "text", nullable: true),
                    erase_once_sent = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => x.id);
                    table.CheckConstraint("ck_mails_sent", "(state in ('Sent', 'Bounced')) = (sent_at is not null)");
                    table.ForeignKey(
                        name: "fk_mails_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "portal_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    viewer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_portal_views", x => x.id);
                    table.CheckConstraint("ck_portal_views_ended", "(ended_at is null) = (ended_because is null)");
                    table.CheckConstraint("ck_portal_views_other", "viewer_id <> subject_id");
                    table.CheckConstraint("ck_portal_views_reason", "reason <> ''");
                    table.CheckConstraint("ck_portal_views_time", "expires_at > opened_at");
                    table.ForeignKey(
                        name: "fk_portal_views_accounts_subject_id",
                        column: x => x.subject_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_portal_views_accounts_viewer_id",
                        column: x => x.viewer_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "vault",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    link = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_answers_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "candidates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    given_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    family_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    city = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidates", x => x.id);
                    table.ForeignKey(
                        name: "fk_candidates_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_candidates_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "criteria",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    question = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    anchors = table.Column<List<string>>(type: "text[]", nullable: false),
                    weight = table.Column<decimal>(type: "numeric(20,12)", precision: 20, scale: 12, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    anchors_corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    anchors_correction_reason = table.Column<string>(
                        type: "character varying(1000)",
                        maxLength: 1000,
                        nullable: true
                    ),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria", x => x.id);
                    table.CheckConstraint(
                        "ck_criteria_correction",
                        "(anchors_corrected_at is null) = (anchors_correction_reason is null)"
                    );
                    table.CheckConstraint("ck_criteria_weight", "weight > 0 and weight <= 100");
                    table.ForeignKey(
                        name: "fk_criteria_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "deliberations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    quorum = table.Column<int>(type: "integer", nullable: false),
                    chair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    minutes_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliberations", x => x.id);
                    table.CheckConstraint("ck_deliberations_opened", "(state = 'Convened') = (opened_at is null)");
                    table.CheckConstraint("ck_deliberations_quorum", "quorum >= 2");
                    table.CheckConstraint(
                        "ck_deliberations_sealed",
                        "(state = 'Closed') = (closed_at is not null) and (state = 'Closed') = (minutes_sha256 <> '')"
                    );
                    table.ForeignKey(
                        name: "fk_deliberations_accounts_chair_id",
                        column: x => x.chair_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_deliberations_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "form_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sections = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    is_announced = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_versions", x => x.id);
                    table.CheckConstraint("ck_form_versions_announced", "not is_announced or reason is not null");
                    table.CheckConstraint("ck_form_versions_number", "number >= 1");
                    table.CheckConstraint("ck_form_versions_published", "(state = 'Published') = (published_at is not null)");
                    table.ForeignKey(
                        name: "fk_form_versions_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "hearing_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot_minutes = table.Column<int>(type: "integer", nullable: false),
                    gap_minutes = table.Column<int>(type: "integer", nullable: false),
                    rooms = table.Column<int>(type: "integer", nullable: false),
                    members_per_panel = table.Column<int>(type: "integer", nullable: false),
                    max_per_day = table.Column<int>(type: "integer", nullable: false),
                    max_in_a_row = table.Column<int>(type: "integer", nullable: false),
                    two_wishes = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    prepared_version = table.Column<int>(type: "integer", nullable: true),
                    prepared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hearing_settings", x => x.id);
                    table.CheckConstraint(
                        "ck_hearing_settings_prepared",
                        "(prepared_version is null) = (prepared_by is null) and (prepared_version is null) = (prepared_at is null)"
                    );
                    table.ForeignKey(
                        name: "fk_hearing_settings_accounts_prepared_by",
                        column: x => x.prepared_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_hearing_settings_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "jurors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charter_accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    employers = table.Column<List<string>>(type: "text[]", nullable: false),
                    schools = table.Column<List<string>>(type: "text[]", nullable: false),
                    known_people = table.Column<List<string>>(type: "text[]", nullable: false),
                    interests_stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    families = table.Column<string[]>(type: "text[]", nullable: false),
                    max_readings = table.Column<int>(type: "integer", nullable: true),
                    reopened_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jurors", x => x.id);
                    table.ForeignKey(
                        name: "fk_jurors_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_jurors_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "jury_phases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    current = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jury_phases", x => x.id);
                    table.CheckConstraint("ck_jury_phases_opened", "(opened_at is null) = (opened_by is null)");
                    table.ForeignKey(
                        name: "fk_jury_phases_accounts_opened_by",
                        column: x => x.opened_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_jury_phases_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "keys",
                schema: "vault",
                columns: table => new
                {
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protected_key = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_keys", x => x.cohort_id);
                    table.ForeignKey(
                        name: "fk_keys_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "notice_releases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    prepared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_releases", x => x.id);
                    table.CheckConstraint(
                        "ck_notice_releases_confirmed",
                        "(state = 'Released') = (confirmed_by is not null and confirmed_at is not null)"
                    );
                    table.CheckConstraint("ck_notice_releases_two_people", "confirmed_by is null or confirmed_by <> prepared_by");
                    table.ForeignKey(
                        name: "fk_notice_releases_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "panels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    room = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    is_remote = table.Column<bool>(type: "boolean", nullable: false),
                    connection = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    challenge_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panels", x => x.id);
                    table.ForeignKey(
                        name: "fk_panels_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "stage_counts",
                columns: table => new
                {
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: true),
                    out_of = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_stage_counts",
                        x => new
                        {
                            x.cohort_id,
                            x.question,
                            x.answer,
                            x.stage,
                        }
                    );
                    table.CheckConstraint("ck_stage_counts_small", "count >= 5 and count <= out_of");
                    table.ForeignKey(
                        name: "fk_stage_counts_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "team_computations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    problem = table.Column<string>(type: "jsonb", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    solver = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    solutions = table.Column<string>(type: "jsonb", nullable: false),
                    candidature_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    computed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_computations", x => x.id);
                    table.ForeignKey(
                        name: "fk_team_computations_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "challenges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    tagline = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: false),
                    goal = table.Column<string>(type: "text", nullable: false),
                    impact = table.Column<string>(type: "text", nullable: false),
                    data_and_means = table.Column<string>(type: "text", nullable: false),
                    places = table.Column<List<string>>(type: "text[]", nullable: false),
                    themes = table.Column<List<string>>(type: "text[]", nullable: false),
                    mentor_roles = table.Column<List<string>>(type: "text[]", nullable: false),
                    requires_clearance = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawal_reason = table.Column<string>(type: "text", nullable: true),
                    preview_token = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    positions = table.Column<int>(type: "integer", nullable: false),
                    profiles_sought = table.Column<List<string>>(type: "text[]", nullable: false),
                    families = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_challenges", x => x.id);
                    table.CheckConstraint(
                        "ck_challenges_published",
                        "state <> 'Published' or (published_at is not null and positions > 0)"
                    );
                    table.CheckConstraint(
                        "ck_challenges_withdrawn",
                        "(state = 'Withdrawn') = (withdrawn_at is not null and withdrawal_reason is not null)"
                    );
                    table.ForeignKey(
                        name: "fk_challenges_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_challenges_hosts_host_id",
                        column: x => x.host_id,
                        principalTable: "hosts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "host_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_host_contacts_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_host_contacts_hosts_host_id",
                        column: x => x.host_id,
                        principalTable: "hosts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "candidatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    completion_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    candidate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    has_unsubmitted_edits = table.Column<bool>(type: "boolean", nullable: false),
                    screening_reason = table.Column<string>(type: "text", nullable: true),
                    screening_article = table.Column<string>(type: "text", nullable: true),
                    screened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    remarks_for_jury = table.Column<string>(type: "text", nullable: false),
                    extended_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    extension_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    wishes_page = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidatures", x => x.id);
                    table.CheckConstraint("ck_candidatures_extension", "(extended_until is null) = (extension_reason is null)");
                    table.CheckConstraint(
                        "ck_candidatures_inadmissible",
                        "state <> 'Inadmissible' or (screening_article is not null and screening_reason is not null)"
                    );
                    table.CheckConstraint(
                        "ck_candidatures_submitted",
                        "state = 'Draft' or (submitted_at is not null and number is not null)"
                    );
                    table.CheckConstraint("ck_candidatures_withdrawn", "(state = 'Withdrawn') = (withdrawn_at is not null)");
                    table.ForeignKey(
                        name: "fk_candidatures_candidates_candidate_id",
                        column: x => x.candidate_id,
                        principalTable: "candidates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_candidatures_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "former_anchors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    anchors = table.Column<List<string>>(type: "text[]", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_anchors", x => x.id);
                    table.ForeignKey(
                        name: "fk_former_anchors_criterion_criterion_id",
                        column: x => x.criterion_id,
                        principalTable: "criteria",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "deliberation_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deliberation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_present = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliberation_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_deliberation_members_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_deliberation_members_deliberations_deliberation_id",
                        column: x => x.deliberation_id,
                        principalTable: "deliberations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "hearing_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    settings_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    lunch_from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    lunch_to = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    ends_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hearing_days", x => x.id);
                    table.CheckConstraint(
                        "ck_hearing_days_order",
                        "starts_at < lunch_from and lunch_from <= lunch_to and lunch_to < ends_at"
                    );
                    table.ForeignKey(
                        name: "fk_hearing_days_hearing_settings_settings_id",
                        column: x => x.settings_id,
                        principalTable: "hearing_settings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "phase_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phases_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    others_marks = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shows_names = table.Column<bool>(type: "boolean", nullable: false),
                    shows_ranks = table.Column<bool>(type: "boolean", nullable: false),
                    shows_final_list = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_phase_rules", x => x.id);
                    table.CheckConstraint(
                        "ck_phase_rules_final_list",
                        "not shows_final_list or (phase = 'Results' and shows_ranks)"
                    );
                    table.CheckConstraint("ck_phase_rules_names", "not shows_names or others_marks <> 'Never'");
                    table.CheckConstraint("ck_phase_rules_ranks", "not shows_ranks or others_marks = 'Always'");
                    table.ForeignKey(
                        name: "fk_phase_rules_jury_phases_phases_id",
                        column: x => x.phases_id,
                        principalTable: "jury_phases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "panel_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    juror_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_note_taker = table.Column<bool>(type: "boolean", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_members_jurors_juror_id",
                        column: x => x.juror_id,
                        principalTable: "jurors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_panel_members_panels_panel_id",
                        column: x => x.panel_id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "team_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    computation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    goal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    places = table.Column<string>(type: "jsonb", nullable: false),
                    chosen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    chosen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_proposals", x => x.id);
                    table.CheckConstraint("ck_team_proposals_closed", "(state = 'Open') = (closed_at is null)");
                    table.ForeignKey(
                        name: "fk_team_proposals_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_proposals_team_computations_computation_id",
                        column: x => x.computation_id,
                        principalTable: "team_computations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "former_slugs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_slugs", x => x.id);
                    table.ForeignKey(
                        name: "fk_former_slugs_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mailings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    author = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    profile = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recipients = table.Column<int>(type: "integer", nullable: true),
                    on_waiting_list = table.Column<bool>(type: "boolean", nullable: false),
                    next_news_on = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailings", x => x.id);
                    table.CheckConstraint(
                        "ck_mailings_two_people",
                        "(standing = 'Sent') = (sent_at is not null) and (sent_by is null or sent_by <> author) and (standing <> 'Sent' or (sent_by is not null and recipients is not null))"
                    );
                    table.CheckConstraint(
                        "ck_mailings_waiting",
                        "case when on_waiting_list then state is null else next_news_on is null end"
                    );
                    table.ForeignKey(
                        name: "fk_mailings_accounts_author",
                        column: x => x.author,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mailings_accounts_sent_by",
                        column: x => x.sent_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mailings_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mailings_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mentors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mentors", x => x.id);
                    table.ForeignKey(
                        name: "fk_mentors_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mentors_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    profile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    family = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    mission = table.Column<string>(type: "text", nullable: false),
                    skills = table.Column<List<string>>(type: "text[]", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                    table.ForeignKey(
                        name: "fk_teams_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_teams_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "challenge_consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_challenge_consents", x => x.id);
                    table.CheckConstraint(
                        "ck_challenge_consents_answered",
                        "state not in ('Given', 'Refused') or answered_at is not null"
                    );
                    table.CheckConstraint("ck_challenge_consents_time", "answer_before > asked_at");
                    table.ForeignKey(
                        name: "fk_challenge_consents_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_challenge_consents_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_challenge_consents_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "completion_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    form_version = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_sequence = table.Column<int>(type: "integer", nullable: true),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_completion_requests", x => x.id);
                    table.CheckConstraint(
                        "ck_completion_requests_answered",
                        "(state = 'Answered') = (answered_sequence is not null)"
                    );
                    table.CheckConstraint("ck_completion_requests_closed", "(state = 'Open') = (closed_at is null)");
                    table.CheckConstraint("ck_completion_requests_until", "until > asked_at");
                    table.ForeignKey(
                        name: "fk_completion_requests_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "conflict_waivers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    evidence = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    waived_by = table.Column<Guid>(type: "uuid", nullable: false),
                    waived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflict_waivers", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflict_waivers_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_conflict_waivers_accounts_waived_by",
                        column: x => x.waived_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_conflict_waivers_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "conflicts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflicts", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflicts_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_conflicts_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "distinct_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clues = table.Column<string[]>(type: "text[]", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    found_by = table.Column<Guid>(type: "uuid", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_distinct_people", x => x.id);
                    table.CheckConstraint("ck_distinct_people_order", "first_id < second_id");
                    table.ForeignKey(
                        name: "fk_distinct_people_accounts_found_by",
                        column: x => x.found_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_distinct_people_candidatures_first_id",
                        column: x => x.first_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_distinct_people_candidatures_second_id",
                        column: x => x.second_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "file_openings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reader_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    part = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hour = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_openings", x => x.id);
                    table.ForeignKey(
                        name: "fk_file_openings_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "hearing_adjustments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    extra_minutes = table.Column<int>(type: "integer", nullable: false),
                    is_remote = table.Column<bool>(type: "boolean", nullable: false),
                    impossible_halves = table.Column<List<string>>(type: "text[]", nullable: false),
                    zone_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hearing_adjustments", x => x.id);
                    table.ForeignKey(
                        name: "fk_hearing_adjustments_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "late_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_late_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_late_attempts_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mentor_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mentor_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    view = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mentor_opinions", x => x.id);
                    table.CheckConstraint("ck_mentor_opinions_given", "state <> 'Given' or view is not null");
                    table.CheckConstraint("ck_mentor_opinions_view", "(view is null) = (given_at is null)");
                    table.ForeignKey(
                        name: "fk_mentor_opinions_accounts_asked_by",
                        column: x => x.asked_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mentor_opinions_accounts_mentor_account_id",
                        column: x => x.mentor_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mentor_opinions_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mentor_opinions_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_from_staff = table.Column<bool>(type: "boolean", nullable: false),
                    body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_messages_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "score_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    juror_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assigned_by = table.Column<Guid>(type: "uuid", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opinion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    overall_comment = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    saved_by_page = table.Column<Guid>(type: "uuid", nullable: true),
                    locked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    total = table.Column<decimal>(type: "numeric(20,12)", precision: 20, scale: 12, nullable: true),
                    set_aside_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    set_aside_reason = table.Column<string>(type: "text", nullable: true),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_sheets", x => x.id);
                    table.CheckConstraint(
                        "ck_score_sheets_locked",
                        "state <> 'Locked' or (locked_at is not null and opinion is not null)"
                    );
                    table.CheckConstraint(
                        "ck_score_sheets_set_aside",
                        "(state = 'SetAside') = (set_aside_at is not null and set_aside_reason is not null)"
                    );
                    table.ForeignKey(
                        name: "fk_score_sheets_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_score_sheets_jurors_juror_id",
                        column: x => x.juror_id,
                        principalTable: "jurors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "section_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    page = table.Column<Guid>(type: "uuid", nullable: true),
                    form_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_section_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_section_answers_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "slots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    challenge_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    move_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_slots", x => x.id);
                    table.CheckConstraint(
                        "ck_slots_evidence",
                        "(state not in ('Waiting', 'InHearing', 'Heard') or arrived_at is not null) and (state not in ('InHearing', 'Heard') or begun_at is not null) and (state = 'Heard') = (finished_at is not null) and (state <> 'MoveAsked' or move_reason <> '')"
                    );
                    table.CheckConstraint("ck_slots_order", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_slots_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_slots_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_slots_panels_panel_id",
                        column: x => x.panel_id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "team_conditions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: true),
                    other_candidature_id = table.Column<Guid>(type: "uuid", nullable: true),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    profile = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    people = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    sought = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_conditions", x => x.id);
                    table.CheckConstraint("ck_team_conditions_lifted", "(lifted_at is null) = (lifted_by is null)");
                    table.CheckConstraint(
                        "ck_team_conditions_people",
                        "(candidature_id is not null) = (kind not in ('Complete', 'Without', 'OneOf'))\nand (other_candidature_id is not null) = (kind in ('Apart', 'Together', 'Complementary'))\nand (other_candidature_id is null or other_candidature_id <> candidature_id)"
                    );
                    table.CheckConstraint(
                        "ck_team_conditions_place",
                        "(challenge_id is null) = (kind in ('Apart', 'Together', 'Complementary'))\nand (profile is not null) = (kind in ('Lock', 'OtherProfile'))"
                    );
                    table.CheckConstraint(
                        "ck_team_conditions_some",
                        "(kind = 'OneOf') = (cardinality(people) > 0) and (kind = 'OneOf') = (sought <> '')"
                    );
                    table.ForeignKey(
                        name: "fk_team_conditions_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_conditions_candidatures_other_candidature_id",
                        column: x => x.other_candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_conditions_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_conditions_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "wishes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    contribution = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wishes", x => x.id);
                    table.CheckConstraint("ck_wishes_rank", "rank between 1 and 2");
                    table.ForeignKey(
                        name: "fk_wishes_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_wishes_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    grounds = table.Column<string[]>(type: "text[]", nullable: false),
                    feedback = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    aids = table.Column<string[]>(type: "text[]", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    validated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    validated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                    table.CheckConstraint(
                        "ck_decisions_grounds",
                        "kind = 'NotRetained' or (cardinality(grounds) = 0 and feedback = '')"
                    );
                    table.CheckConstraint("ck_decisions_post", "(kind = 'NotRetained') = (post_id is null)");
                    table.CheckConstraint("ck_decisions_two_people", "validated_by is null or validated_by <> recorded_by");
                    table.CheckConstraint(
                        "ck_decisions_validated",
                        "state <> 'Validated' or (validated_by is not null and validated_at is not null)"
                    );
                    table.ForeignKey(
                        name: "fk_decisions_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_decisions_cohorts_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohorts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_decisions_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "team_edits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    former_id = table.Column<Guid>(type: "uuid", nullable: true),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_edits", x => x.id);
                    table.CheckConstraint("ck_team_edits_change", "former_id is distinct from candidature_id");
                    table.ForeignKey(
                        name: "fk_team_edits_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_edits_candidatures_former_id",
                        column: x => x.former_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_edits_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_team_edits_team_proposals_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "team_proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "fellows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    public_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    seated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fellows", x => x.id);
                    table.ForeignKey(
                        name: "fk_fellows_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_fellows_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_fellows_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_fellows_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pending_for = table.Column<Guid>(type: "uuid", nullable: true),
                    blocked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_documents_completion_requests_pending_for",
                        column: x => x.pending_for,
                        principalTable: "completion_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_documents_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "snapshots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    submission_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    form_version = table.Column<int>(type: "integer", nullable: false),
                    completion_id = table.Column<Guid>(type: "uuid", nullable: true),
                    json = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_snapshots", x => x.id);
                    table.ForeignKey(
                        name: "fk_snapshots_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_snapshots_completion_requests_completion_id",
                        column: x => x.completion_id,
                        principalTable: "completion_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "message_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_attachments_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_message_attachments_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "late_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page = table.Column<Guid>(type: "uuid", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opinion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    overall_comment = table.Column<string>(type: "text", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_late_sheets", x => x.id);
                    table.ForeignKey(
                        name: "fk_late_sheets_score_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "score_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: true),
                    abstains = table.Column<bool>(type: "boolean", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_marks", x => x.id);
                    table.CheckConstraint("ck_marks_abstains", "not (abstains and value is not null)");
                    table.ForeignKey(
                        name: "fk_marks_score_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "score_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "sheet_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    opinion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    overall_comment = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<decimal>(type: "numeric(20,12)", precision: 20, scale: 12, nullable: true),
                    locked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reopened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sheet_versions", x => x.id);
                    table.CheckConstraint("ck_sheet_versions_order", "edition >= 1 and reopened_at >= locked_at");
                    table.ForeignKey(
                        name: "fk_sheet_versions_score_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "score_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "collective_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opinion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    overall_comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    saved_by_page = table.Column<Guid>(type: "uuid", nullable: true),
                    locked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    total = table.Column<decimal>(type: "numeric(20,12)", precision: 20, scale: 12, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collective_sheets", x => x.id);
                    table.CheckConstraint(
                        "ck_collective_sheets_locked",
                        "(state = 'Locked') = (locked_at is not null) and (state <> 'Locked' or opinion is not null)"
                    );
                    table.ForeignKey(
                        name: "fk_collective_sheets_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_collective_sheets_jurors_saved_by",
                        column: x => x.saved_by,
                        principalTable: "jurors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_collective_sheets_slots_slot_id",
                        column: x => x.slot_id,
                        principalTable: "slots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "slot_mentors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    juror_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_slot_mentors", x => x.id);
                    table.ForeignKey(
                        name: "fk_slot_mentors_jurors_juror_id",
                        column: x => x.juror_id,
                        principalTable: "jurors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_slot_mentors_slots_slot_id",
                        column: x => x.slot_id,
                        principalTable: "slots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mailing_recipients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_reached = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailing_recipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_mailing_recipients_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_mailing_recipients_mailings_mailing_id",
                        column: x => x.mailing_id,
                        principalTable: "mailings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "notice_recipients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_recipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_notice_recipients_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_notice_recipients_notice_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "notice_releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminders = table.Column<int>(type: "integer", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answer_reason = table.Column<string>(type: "text", nullable: false),
                    public_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offers", x => x.id);
                    table.CheckConstraint("ck_offers_answered", "(state = 'Sent') = (answered_at is null)");
                    table.ForeignKey(
                        name: "fk_offers_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_offers_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_offers_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "resolutions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deliberation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    seat = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    voters = table.Column<int>(type: "integer", nullable: false),
                    votes_for = table.Column<int>(type: "integer", nullable: false),
                    votes_against = table.Column<int>(type: "integer", nullable: false),
                    abstained = table.Column<int>(type: "integer", nullable: false),
                    casting_vote = table.Column<bool>(type: "boolean", nullable: true),
                    recused = table.Column<string[]>(type: "text[]", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    voted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resolutions", x => x.id);
                    table.CheckConstraint("ck_resolutions_casting", "casting_vote is null or votes_for = votes_against");
                    table.CheckConstraint("ck_resolutions_decided", "(outcome = 'Adopted') = (decision_id is not null)");
                    table.CheckConstraint(
                        "ck_resolutions_votes",
                        "votes_for >= 0 and votes_against >= 0 and abstained >= 0 and votes_for + votes_against + abstained = voters"
                    );
                    table.ForeignKey(
                        name: "fk_resolutions_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_resolutions_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_resolutions_deliberations_deliberation_id",
                        column: x => x.deliberation_id,
                        principalTable: "deliberations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "waiting_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    challenge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_places", x => x.id);
                    table.CheckConstraint("ck_waiting_places_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_waiting_places_challenges_challenge_id",
                        column: x => x.challenge_id,
                        principalTable: "challenges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_waiting_places_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fellow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    net_monthly_salary = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    programme_share = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    broken_on = table.Column<DateOnly>(type: "date", nullable: true),
                    break_reason = table.Column<string>(type: "text", nullable: true),
                    document_is_current = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contracts", x => x.id);
                    table.CheckConstraint(
                        "ck_contracts_broken",
                        "(state = 'Broken') = (broken_on is not null and break_reason is not null)"
                    );
                    table.CheckConstraint("ck_contracts_dates", "ends_on > starts_on");
                    table.CheckConstraint("ck_contracts_share", "programme_share between 0 and 100");
                    table.CheckConstraint(
                        "ck_contracts_signed",
                        "state not in ('Signed', 'Running', 'Ended', 'Broken') or signed_at is not null"
                    );
                    table.ForeignKey(
                        name: "fk_contracts_fellows_fellow_id",
                        column: x => x.fellow_id,
                        principalTable: "fellows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_contracts_hosts_host_id",
                        column: x => x.host_id,
                        principalTable: "hosts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "redacted_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redacted_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_redacted_documents_accounts_uploaded_by",
                        column: x => x.uploaded_by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_redacted_documents_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_redacted_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_redacted_documents_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidature_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => x.id);
                    table.CheckConstraint("ck_uploads_received", "received between 0 and length");
                    table.ForeignKey(
                        name: "fk_uploads_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_uploads_candidatures_candidature_id",
                        column: x => x.candidature_id,
                        principalTable: "candidatures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_uploads_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "passages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    snapshot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    start = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    quote = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    retained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_in = table.Column<int>(type: "integer", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passages", x => x.id);
                    table.CheckConstraint("ck_passages_editions", "withdrawn_in is null or withdrawn_in > edition");
                    table.CheckConstraint("ck_passages_place", "start >= 0 and length > 0 and quote <> ''");
                    table.ForeignKey(
                        name: "fk_passages_score_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "score_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_passages_snapshots_snapshot_id",
                        column: x => x.snapshot_id,
                        principalTable: "snapshots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "late_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    late_sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: true),
                    abstains = table.Column<bool>(type: "boolean", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_late_marks", x => x.id);
                    table.CheckConstraint("ck_late_marks_abstains", "not (abstains and value is not null)");
                    table.ForeignKey(
                        name: "fk_late_marks_late_sheets_late_sheet_id",
                        column: x => x.late_sheet_id,
                        principalTable: "late_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "version_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: true),
                    abstains = table.Column<bool>(type: "boolean", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_version_marks", x => x.id);
                    table.CheckConstraint("ck_version_marks_abstains", "not (abstains and value is not null)");
                    table.ForeignKey(
                        name: "fk_version_marks_sheet_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "sheet_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "collective_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: true),
                    abstains = table.Column<bool>(type: "boolean", nullable: false),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collective_marks", x => x.id);
                    table.CheckConstraint("ck_collective_marks_abstains", "not (abstains and value is not null)");
                    table.ForeignKey(
                        name: "fk_collective_marks_collective_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "collective_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "contract_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_contract_documents_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_contract_documents_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_account_claims_user_id", table: "account_claims", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_account_logins_user_id", table: "account_logins", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_account_passkeys_user_id", table: "account_passkeys", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_account_sessions_account_id", table: "account_sessions", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_account_sessions_opened_at", table: "account_sessions", column: "opened_at");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_claims",
                table: "accounts",
                column: "normalized_email",
                filter: "not email_confirmed"
            );

            migrationBuilder.CreateIndex(
                name: "ux_accounts_email",
                table: "accounts",
                column: "normalized_email",
                unique: true,
                filter: "email_confirmed"
            );

            migrationBuilder.CreateIndex(
                name: "ux_accounts_user_name",
                table: "accounts",
                column: "normalized_user_name",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_answers_cohort_id", schema: "vault", table: "answers", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ux_answers_link",
                schema: "vault",
                table: "answers",
                column: "link",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_audit_events_actor_id", table: "audit_events", column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "ux_audit_events_place",
                table: "audit_events",
                columns: new[] { "object_id", "sequence" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_candidates_cohort_id", table: "candidates", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ux_candidates_account_cohort",
                table: "candidates",
                columns: new[] { "account_id", "cohort_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_candidatures_cohort_id_state",
                table: "candidatures",
                columns: new[] { "cohort_id", "state" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_candidatures_completion_until",
                table: "candidatures",
                column: "completion_until",
                filter: "completion_until is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_candidatures_number", table: "candidatures", column: "number", unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_candidatures_candidate",
                table: "candidatures",
                column: "candidate_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_challenge_consents_candidature_id",
                table: "challenge_consents",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_challenge_consents_challenge_id",
                table: "challenge_consents",
                column: "challenge_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_challenge_consents_cohort_id",
                table: "challenge_consents",
                column: "cohort_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_challenge_consents_one_live",
                table: "challenge_consents",
                columns: new[] { "candidature_id", "challenge_id", "profile" },
                unique: true,
                filter: "state <> 'TakenBack'"
            );

            migrationBuilder.CreateIndex(name: "ix_challenges_cohort_id", table: "challenges", column: "cohort_id");

            migrationBuilder.CreateIndex(name: "ix_challenges_host_id", table: "challenges", column: "host_id");

            migrationBuilder.CreateIndex(name: "ux_challenges_slug", table: "challenges", column: "slug", unique: true);

            migrationBuilder.CreateIndex(name: "ix_cohorts_slug", table: "cohorts", column: "slug", unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_cohorts_one_current",
                table: "cohorts",
                column: "is_current",
                unique: true,
                filter: "is_current"
            );

            migrationBuilder.CreateIndex(
                name: "ux_collective_marks_criterion",
                table: "collective_marks",
                columns: new[] { "sheet_id", "criterion_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_collective_sheets_candidature_id",
                table: "collective_sheets",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(name: "ix_collective_sheets_saved_by", table: "collective_sheets", column: "saved_by");

            migrationBuilder.CreateIndex(
                name: "ux_collective_sheets_slot",
                table: "collective_sheets",
                column: "slot_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_completion_requests_candidature_id_number",
                table: "completion_requests",
                columns: new[] { "candidature_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_completion_requests_one_open",
                table: "completion_requests",
                column: "candidature_id",
                unique: true,
                filter: "state = 'Open'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_conflict_waivers_candidature_id",
                table: "conflict_waivers",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(name: "ix_conflict_waivers_waived_by", table: "conflict_waivers", column: "waived_by");

            migrationBuilder.CreateIndex(
                name: "ux_conflict_waivers_proposal",
                table: "conflict_waivers",
                columns: new[] { "account_id", "candidature_id", "clue", "evidence" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_conflicts_account_id", table: "conflicts", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_conflicts_candidature_id", table: "conflicts", column: "candidature_id");

            migrationBuilder.CreateIndex(
                name: "ux_conflicts_one_open",
                table: "conflicts",
                columns: new[] { "account_id", "candidature_id" },
                unique: true,
                filter: "lifted_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_contract_documents_contract_id_kind_version",
                table: "contract_documents",
                columns: new[] { "contract_id", "kind", "version" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_contract_documents_file_id", table: "contract_documents", column: "file_id");

            migrationBuilder.CreateIndex(name: "ix_contracts_fellow_id", table: "contracts", column: "fellow_id");

            migrationBuilder.CreateIndex(name: "ix_contracts_host_id", table: "contracts", column: "host_id");

            migrationBuilder.CreateIndex(
                name: "ux_contracts_one_live",
                table: "contracts",
                column: "fellow_id",
                unique: true,
                filter: "state <> 'Broken'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_criteria_cohort_id_key",
                table: "criteria",
                columns: new[] { "cohort_id", "key" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_decisions_candidature_id", table: "decisions", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_decisions_cohort_id", table: "decisions", column: "cohort_id");

            migrationBuilder.CreateIndex(name: "ix_decisions_post_id", table: "decisions", column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ux_decisions_one_live",
                table: "decisions",
                column: "candidature_id",
                unique: true,
                filter: "state <> 'Cancelled'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_decisions_one_per_seat",
                table: "decisions",
                column: "post_id",
                unique: true,
                filter: "state <> 'Cancelled' and kind = 'Retained'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_deliberation_members_account_id",
                table: "deliberation_members",
                column: "account_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_deliberation_members_once",
                table: "deliberation_members",
                columns: new[] { "deliberation_id", "account_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_deliberations_chair_id", table: "deliberations", column: "chair_id");

            migrationBuilder.CreateIndex(name: "ix_deliberations_cohort_id", table: "deliberations", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ix_distinct_people_first_id_second_id",
                table: "distinct_people",
                columns: new[] { "first_id", "second_id" }
            );

            migrationBuilder.CreateIndex(name: "ix_distinct_people_found_by", table: "distinct_people", column: "found_by");

            migrationBuilder.CreateIndex(name: "ix_distinct_people_second_id", table: "distinct_people", column: "second_id");

            migrationBuilder.CreateIndex(name: "ix_documents_candidature_id", table: "documents", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_documents_file_id", table: "documents", column: "file_id");

            migrationBuilder.CreateIndex(name: "ix_documents_pending_for", table: "documents", column: "pending_for");

            migrationBuilder.CreateIndex(
                name: "ux_documents_one_current",
                table: "documents",
                columns: new[] { "candidature_id", "kind" },
                unique: true,
                filter: "removed_at is null and pending_for is null"
            );

            migrationBuilder.CreateIndex(
                name: "ux_documents_one_pending",
                table: "documents",
                columns: new[] { "pending_for", "kind" },
                unique: true,
                filter: "removed_at is null and pending_for is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_fellows_account_id", table: "fellows", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_fellows_candidature_id", table: "fellows", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_fellows_post_id", table: "fellows", column: "post_id");

            migrationBuilder.CreateIndex(name: "ix_fellows_team_id", table: "fellows", column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ux_fellows_seat",
                table: "fellows",
                column: "post_id",
                unique: true,
                filter: "left_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ux_file_openings_hour",
                table: "file_openings",
                columns: new[] { "candidature_id", "reader_id", "role", "part", "hour" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_files_pending",
                table: "files",
                column: "next_scan_at",
                filter: "scan = 'Pending'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_files_to_handle",
                table: "files",
                column: "id",
                filter: "scan in ('NotScanned', 'Infected')"
            );

            migrationBuilder.CreateIndex(
                name: "ux_form_versions_number",
                table: "form_versions",
                columns: new[] { "cohort_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_form_versions_one_draft",
                table: "form_versions",
                column: "cohort_id",
                unique: true,
                filter: "state = 'Draft'"
            );

            migrationBuilder.CreateIndex(name: "ix_former_anchors_criterion_id", table: "former_anchors", column: "criterion_id");

            migrationBuilder.CreateIndex(name: "ix_former_slugs_challenge_id", table: "former_slugs", column: "challenge_id");

            migrationBuilder.CreateIndex(name: "ix_former_slugs_slug", table: "former_slugs", column: "slug", unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_hearing_adjustments_candidature",
                table: "hearing_adjustments",
                column: "candidature_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_hearing_days_day",
                table: "hearing_days",
                columns: new[] { "settings_id", "on" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_hearing_settings_prepared_by",
                table: "hearing_settings",
                column: "prepared_by"
            );

            migrationBuilder.CreateIndex(
                name: "ux_hearing_settings_cohort",
                table: "hearing_settings",
                column: "cohort_id",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_host_contacts_account_id", table: "host_contacts", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_host_contacts_host_id", table: "host_contacts", column: "host_id");

            migrationBuilder.CreateIndex(
                name: "ux_host_contacts_open",
                table: "host_contacts",
                columns: new[] { "account_id", "host_id" },
                unique: true,
                filter: "left_at is null"
            );

            migrationBuilder.CreateIndex(name: "ux_hosts_name", table: "hosts", column: "name", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_token_hash",
                table: "invitations",
                column: "token_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_jurors_cohort_id", table: "jurors", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ux_jurors_account_cohort",
                table: "jurors",
                columns: new[] { "account_id", "cohort_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_jury_phases_opened_by", table: "jury_phases", column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "ux_jury_phases_one_per_cohort",
                table: "jury_phases",
                column: "cohort_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_late_attempts_candidature_id",
                table: "late_attempts",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_late_marks_late_sheet_id_criterion_key",
                table: "late_marks",
                columns: new[] { "late_sheet_id", "criterion_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_late_sheets_sheet_id", table: "late_sheets", column: "sheet_id");

            migrationBuilder.CreateIndex(
                name: "ux_late_sheets_page",
                table: "late_sheets",
                columns: new[] { "sheet_id", "page" },
                unique: true,
                filter: "page is not null and taken_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_mail_wordings_by", table: "mail_wordings", column: "by");

            migrationBuilder.CreateIndex(
                name: "ux_mail_wordings_version",
                table: "mail_wordings",
                columns: new[] { "template", "version" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_mailing_recipients_decision_id",
                table: "mailing_recipients",
                column: "decision_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_mailing_recipients_once",
                table: "mailing_recipients",
                columns: new[] { "mailing_id", "decision_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_mailings_author", table: "mailings", column: "author");

            migrationBuilder.CreateIndex(name: "ix_mailings_challenge_id", table: "mailings", column: "challenge_id");

            migrationBuilder.CreateIndex(name: "ix_mailings_cohort_id", table: "mailings", column: "cohort_id");

            migrationBuilder.CreateIndex(name: "ix_mailings_sent_by", table: "mailings", column: "sent_by");

            migrationBuilder.CreateIndex(name: "ux_mailings_number", table: "mailings", column: "number", unique: true);

            migrationBuilder.CreateIndex(name: "ix_mails_account_id", table: "mails", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_mails_created_at", table: "mails", column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mails_waiting",
                table: "mails",
                column: "next_attempt_at",
                filter: "state = 'Waiting'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_mails_key",
                table: "mails",
                columns: new[] { "template", "about_id", "to", "round" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_marks_sheet_id_criterion_key",
                table: "marks",
                columns: new[] { "sheet_id", "criterion_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_mentor_opinions_asked_by", table: "mentor_opinions", column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_mentor_opinions_candidature_id",
                table: "mentor_opinions",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_mentor_opinions_challenge_id",
                table: "mentor_opinions",
                column: "challenge_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_mentor_opinions_mentor_account_id",
                table: "mentor_opinions",
                column: "mentor_account_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_mentor_opinions_one_live",
                table: "mentor_opinions",
                columns: new[] { "candidature_id", "challenge_id", "mentor_account_id" },
                unique: true,
                filter: "state <> 'TakenBack'"
            );

            migrationBuilder.CreateIndex(name: "ix_mentors_account_id", table: "mentors", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_mentors_challenge_id", table: "mentors", column: "challenge_id");

            migrationBuilder.CreateIndex(
                name: "ux_mentors_open",
                table: "mentors",
                columns: new[] { "account_id", "challenge_id", "role" },
                unique: true,
                filter: "left_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_message_attachments_file_id", table: "message_attachments", column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_message_attachments_message_id",
                table: "message_attachments",
                column: "message_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_messages_candidature_id_sent_at",
                table: "messages",
                columns: new[] { "candidature_id", "sent_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_messages_waiting",
                table: "messages",
                column: "candidature_id",
                filter: "handled_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_notice_recipients_decision_id",
                table: "notice_recipients",
                column: "decision_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_notice_recipients_release_id_decision_id",
                table: "notice_recipients",
                columns: new[] { "release_id", "decision_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_notice_releases_cohort_id", table: "notice_releases", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ux_notice_releases_one_prepared",
                table: "notice_releases",
                column: "cohort_id",
                unique: true,
                filter: "state = 'Prepared'"
            );

            migrationBuilder.CreateIndex(name: "ix_offers_candidature_id", table: "offers", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_offers_post_id", table: "offers", column: "post_id");

            migrationBuilder.CreateIndex(name: "ux_offers_decision", table: "offers", column: "decision_id", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outages_programme_started_at",
                table: "outages",
                column: "programme_started_at"
            );

            migrationBuilder.CreateIndex(
                name: "ux_outages_one_going",
                table: "outages",
                column: "source",
                unique: true,
                filter: "ended_at is null and source = 'Readiness'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_outages_start",
                table: "outages",
                columns: new[] { "source", "started_at" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_panel_members_juror_id", table: "panel_members", column: "juror_id");

            migrationBuilder.CreateIndex(
                name: "ux_panel_members_note_taker",
                table: "panel_members",
                column: "panel_id",
                unique: true,
                filter: "is_note_taker"
            );

            migrationBuilder.CreateIndex(
                name: "ux_panel_members_pair",
                table: "panel_members",
                columns: new[] { "panel_id", "juror_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_panels_room",
                table: "panels",
                columns: new[] { "cohort_id", "day", "room" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_passages_sheet_id", table: "passages", column: "sheet_id");

            migrationBuilder.CreateIndex(name: "ix_passages_snapshot_id", table: "passages", column: "snapshot_id");

            migrationBuilder.CreateIndex(
                name: "ux_passages_once",
                table: "passages",
                columns: new[] { "sheet_id", "criterion_key", "place", "start", "length" },
                unique: true,
                filter: "withdrawn_in is null"
            );

            migrationBuilder.CreateIndex(
                name: "ux_phase_rules_one_per_phase",
                table: "phase_rules",
                columns: new[] { "phases_id", "phase" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_portal_views_subject_id", table: "portal_views", column: "subject_id");

            migrationBuilder.CreateIndex(name: "ix_portal_views_viewer_id", table: "portal_views", column: "viewer_id");

            migrationBuilder.CreateIndex(
                name: "ux_portal_views_open",
                table: "portal_views",
                column: "viewer_id",
                unique: true,
                filter: "ended_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_posts_challenge_id_position",
                table: "posts",
                columns: new[] { "challenge_id", "position" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_redacted_documents_candidature_id",
                table: "redacted_documents",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_redacted_documents_document_id",
                table: "redacted_documents",
                column: "document_id"
            );

            migrationBuilder.CreateIndex(name: "ix_redacted_documents_file_id", table: "redacted_documents", column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_redacted_documents_uploaded_by",
                table: "redacted_documents",
                column: "uploaded_by"
            );

            migrationBuilder.CreateIndex(
                name: "ux_redacted_documents_current",
                table: "redacted_documents",
                column: "document_id",
                unique: true,
                filter: "replaced_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_resolutions_candidature_id", table: "resolutions", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_resolutions_decision_id", table: "resolutions", column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ux_resolutions_sequence",
                table: "resolutions",
                columns: new[] { "deliberation_id", "sequence" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_retention_notices_about",
                table: "retention_notices",
                columns: new[] { "about_id", "purpose" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_score_sheets_candidature_id", table: "score_sheets", column: "candidature_id");

            migrationBuilder.CreateIndex(
                name: "ux_score_sheets_pair",
                table: "score_sheets",
                columns: new[] { "juror_id", "candidature_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_section_answers_candidature_id_key",
                table: "section_answers",
                columns: new[] { "candidature_id", "key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_sheet_versions_edition",
                table: "sheet_versions",
                columns: new[] { "sheet_id", "edition" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_slot_mentors_juror_id", table: "slot_mentors", column: "juror_id");

            migrationBuilder.CreateIndex(
                name: "ux_slot_mentors_pair",
                table: "slot_mentors",
                columns: new[] { "slot_id", "juror_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_slots_candidature_id", table: "slots", column: "candidature_id");

            migrationBuilder.CreateIndex(
                name: "ix_slots_cohort_id_starts_at",
                table: "slots",
                columns: new[] { "cohort_id", "starts_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_slots_panel_id", table: "slots", column: "panel_id");

            migrationBuilder.CreateIndex(
                name: "ux_slots_turn",
                table: "slots",
                columns: new[] { "candidature_id", "turn" },
                unique: true,
                filter: "state <> 'Withdrawn'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_snapshots_candidature_id_sequence",
                table: "snapshots",
                columns: new[] { "candidature_id", "sequence" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_snapshots_completion_id",
                table: "snapshots",
                column: "completion_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_snapshots_submission_key",
                table: "snapshots",
                columns: new[] { "candidature_id", "submission_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_team_computations_cohort_id_computed_at",
                table: "team_computations",
                columns: new[] { "cohort_id", "computed_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_team_conditions_candidature_id",
                table: "team_conditions",
                column: "candidature_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_team_conditions_challenge_id",
                table: "team_conditions",
                column: "challenge_id"
            );

            migrationBuilder.CreateIndex(name: "ix_team_conditions_cohort_id", table: "team_conditions", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ix_team_conditions_other_candidature_id",
                table: "team_conditions",
                column: "other_candidature_id"
            );

            migrationBuilder.CreateIndex(name: "ix_team_edits_candidature_id", table: "team_edits", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_team_edits_former_id", table: "team_edits", column: "former_id");

            migrationBuilder.CreateIndex(name: "ix_team_edits_post_id", table: "team_edits", column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_team_edits_proposal_id_position",
                table: "team_edits",
                columns: new[] { "proposal_id", "position" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_team_proposals_cohort_id", table: "team_proposals", column: "cohort_id");

            migrationBuilder.CreateIndex(
                name: "ix_team_proposals_computation_id",
                table: "team_proposals",
                column: "computation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_team_proposals_one_open",
                table: "team_proposals",
                column: "cohort_id",
                unique: true,
                filter: "state = 'Open'"
            );

            migrationBuilder.CreateIndex(name: "ix_teams_cohort_id", table: "teams", column: "cohort_id");

            migrationBuilder.CreateIndex(name: "ux_teams_challenge", table: "teams", column: "challenge_id", unique: true);

            migrationBuilder.CreateIndex(name: "ix_uploads_account_id", table: "uploads", column: "account_id");

            migrationBuilder.CreateIndex(name: "ix_uploads_candidature_id", table: "uploads", column: "candidature_id");

            migrationBuilder.CreateIndex(name: "ix_uploads_document_id", table: "uploads", column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ux_uploads_one_open",
                table: "uploads",
                columns: new[] { "candidature_id", "kind" },
                unique: true,
                filter: "document_id is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_version_marks_version_id_criterion_key",
                table: "version_marks",
                columns: new[] { "version_id", "criterion_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_waiting_places_challenge_id_profile",
                table: "waiting_places",
                columns: new[] { "challenge_id", "profile" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_waiting_places_once",
                table: "waiting_places",
                columns: new[] { "decision_id", "challenge_id", "profile" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_wishes_candidature_id_rank",
                table: "wishes",
                columns: new[] { "candidature_id", "rank" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_wishes_challenge_id_profile",
                table: "wishes",
                columns: new[] { "challenge_id", "profile" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "account_claims");

            migrationBuilder.DropTable(name: "account_logins");

            migrationBuilder.DropTable(name: "account_passkeys");

            migrationBuilder.DropTable(name: "account_sessions");

            migrationBuilder.DropTable(name: "account_tokens");

            migrationBuilder.DropTable(name: "answers", schema: "vault");

            migrationBuilder.DropTable(name: "audit_events");

            migrationBuilder.DropTable(name: "challenge_consents");

            migrationBuilder.DropTable(name: "collective_marks");

            migrationBuilder.DropTable(name: "conflict_waivers");

            migrationBuilder.DropTable(name: "conflicts");

            migrationBuilder.DropTable(name: "contract_documents");

            migrationBuilder.DropTable(name: "data_protection_keys");

            migrationBuilder.DropTable(name: "deliberation_members");

            migrationBuilder.DropTable(name: "distinct_people");

            migrationBuilder.DropTable(name: "erased_files");

            migrationBuilder.DropTable(name: "file_openings");

            migrationBuilder.DropTable(name: "form_versions");

            migrationBuilder.DropTable(name: "former_anchors");

            migrationBuilder.DropTable(name: "former_slugs");

            migrationBuilder.DropTable(name: "hearing_adjustments");

            migrationBuilder.DropTable(name: "hearing_days");

            migrationBuilder.DropTable(name: "host_contacts");

            migrationBuilder.DropTable(name: "invitations");

            migrationBuilder.DropTable(name: "keys", schema: "vault");

            migrationBuilder.DropTable(name: "late_attempts");

            migrationBuilder.DropTable(name: "late_marks");

            migrationBuilder.DropTable(name: "mail_wordings");

            migrationBuilder.DropTable(name: "mailing_recipients");

            migrationBuilder.DropTable(name: "mails");

            migrationBuilder.DropTable(name: "marks");

            migrationBuilder.DropTable(name: "mentor_opinions");

            migrationBuilder.DropTable(name: "mentors");

            migrationBuilder.DropTable(name: "message_attachments");

            migrationBuilder.DropTable(name: "notice_recipients");

            migrationBuilder.DropTable(name: "offers");

            migrationBuilder.DropTable(name: "outages");

            migrationBuilder.DropTable(name: "panel_members");

            migrationBuilder.DropTable(name: "passages");

            migrationBuilder.DropTable(name: "phase_rules");

            migrationBuilder.DropTable(name: "portal_views");

            migrationBuilder.DropTable(name: "programme_time");

            migrationBuilder.DropTable(name: "redacted_documents");

            migrationBuilder.DropTable(name: "resolutions");

            migrationBuilder.DropTable(name: "retention_notices");

            migrationBuilder.DropTable(name: "section_answers");

            migrationBuilder.DropTable(name: "slot_mentors");

            migrationBuilder.DropTable(name: "stage_counts");

            migrationBuilder.DropTable(name: "team_conditions");

            migrationBuilder.DropTable(name: "team_edits");

            migrationBuilder.DropTable(name: "uploads");

            migrationBuilder.DropTable(name: "version_marks");

            migrationBuilder.DropTable(name: "waiting_places");

            migrationBuilder.DropTable(name: "watch_beats");

            migrationBuilder.DropTable(name: "wishes");

            migrationBuilder.DropTable(name: "collective_sheets");

            migrationBuilder.DropTable(name: "contracts");

            migrationBuilder.DropTable(name: "criteria");

            migrationBuilder.DropTable(name: "hearing_settings");

            migrationBuilder.DropTable(name: "late_sheets");

            migrationBuilder.DropTable(name: "mailings");

            migrationBuilder.DropTable(name: "messages");

            migrationBuilder.DropTable(name: "notice_releases");

            migrationBuilder.DropTable(name: "snapshots");

            migrationBuilder.DropTable(name: "jury_phases");

            migrationBuilder.DropTable(name: "deliberations");

            migrationBuilder.DropTable(name: "team_proposals");

            migrationBuilder.DropTable(name: "documents");

            migrationBuilder.DropTable(name: "sheet_versions");

            migrationBuilder.DropTable(name: "decisions");

            migrationBuilder.DropTable(name: "slots");

            migrationBuilder.DropTable(name: "fellows");

            migrationBuilder.DropTable(name: "team_computations");

            migrationBuilder.DropTable(name: "completion_requests");

            migrationBuilder.DropTable(name: "files");

            migrationBuilder.DropTable(name: "score_sheets");

            migrationBuilder.DropTable(name: "panels");

            migrationBuilder.DropTable(name: "posts");

            migrationBuilder.DropTable(name: "teams");

            migrationBuilder.DropTable(name: "candidatures");

            migrationBuilder.DropTable(name: "jurors");

            migrationBuilder.DropTable(name: "challenges");

            migrationBuilder.DropTable(name: "candidates");

            migrationBuilder.DropTable(name: "hosts");

            migrationBuilder.DropTable(name: "accounts");

            migrationBuilder.DropTable(name: "cohorts");

            migrationBuilder.DropSequence(name: "candidature_number");
        }
    }
}
