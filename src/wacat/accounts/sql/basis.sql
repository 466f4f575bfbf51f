-- Pasal 5(1): no account of a Ketua RT or Lurah without an approved line that carries e-mail and phone.

-- An account on a proposal points at a line that is approved and complete, for as long as it exists:
-- a line under an account can neither lose its approval nor its e-mail or phone.
ALTER TABLE accounts_proposalline ADD CONSTRAINT accounts_line_with_issuable UNIQUE (id, issuable);
ALTER TABLE accounts_account ADD CONSTRAINT accounts_account_on_an_approved_line
  FOREIGN KEY (line_id, line_issuable) REFERENCES accounts_proposalline (id, issuable)
  DEFERRABLE INITIALLY DEFERRED;

-- And the accounts of these two offices are on a proposal, whichever of the two rows came first.
CREATE FUNCTION wacat.office_is_on_a_proposal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.accounts_account a
             JOIN public.accounts_appointment ap ON ap.person_id = a.person_id
             WHERE a.person_id = NEW.person_id AND a.basis <> 'PROPOSAL'
               AND ap.office IN ('KETUA_RT', 'LURAH')) THEN
    RAISE EXCEPTION 'wacat: an account of a Ketua RT or Lurah needs an approved proposal line'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_office_is_on_a_proposal';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION wacat.office_is_on_a_proposal() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER accounts_office_is_on_a_proposal
  AFTER INSERT OR UPDATE OF person_id, office ON accounts_appointment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.office IN ('KETUA_RT', 'LURAH')) EXECUTE FUNCTION wacat.office_is_on_a_proposal();
CREATE CONSTRAINT TRIGGER accounts_office_is_on_a_proposal
  AFTER INSERT OR UPDATE OF person_id, basis ON accounts_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.basis <> 'PROPOSAL') EXECUTE FUNCTION wacat.office_is_on_a_proposal();
